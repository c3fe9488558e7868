"""What stands before the text of a LaTeX document: packages of any TeX installation, and the commands that we use."""

PREAMBLE = r"""% Set with pdfLaTeX, twice; LuaLaTeX and XeLaTeX are provided for.
% Packages: those of texlive-latex-recommended and -extra.
\documentclass[10pt,a4paper]{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{textcomp}
  \usepackage{helvet}
  \usepackage{courier}
\else
  \usepackage{fontspec}
  \IfFontExistsTF{Arial}{\setsansfont{Arial}}{%
    \IfFontExistsTF{Liberation Sans}{\setsansfont{Liberation Sans}}{%
      \IfFontExistsTF{TeX Gyre Heros}{\setsansfont{TeX Gyre Heros}}{}}}
  \IfFontExistsTF{Courier New}{\setmonofont{Courier New}}{%
    \IfFontExistsTF{Liberation Mono}{\setmonofont{Liberation Mono}}{%
      \IfFontExistsTF{TeX Gyre Cursor}{\setmonofont{TeX Gyre Cursor}}{}}}
\fi
\renewcommand{\familydefault}{\sfdefault}
\usepackage{amssymb}
\usepackage[a4paper,margin=18mm,footskip=9mm]{geometry}
\usepackage{array}
\usepackage{longtable}
\usepackage{booktabs}
\usepackage{xcolor}
\usepackage{pdflscape}
\usepackage[unicode,hidelinks]{hyperref}
\hypersetup{pdflang={en-GB}}

% A letter that pdfLaTeX does not have is told by its number; other engines set it where their font has it.
\ifPDFTeX
  \DeclareRobustCommand{\codepoint}[1]{[U+#1]}
\else
  \DeclareRobustCommand{\codepoint}[1]{\iffontchar\font"#1 \symbol{"#1}\else[U+#1]\fi}
\fi
% Inside a word that is longer than a line.
\DeclareRobustCommand{\wordbreak}{\penalty500\hskip0pt\relax}
% Pictures in characters: 8 bp letters on lines 9.6 bp apart; every sign takes 4.8 bp, and strokes meet.
\newenvironment{pictured}{\par\fontsize{8bp}{9.6bp}\selectfont\ttfamily\setlength{\parskip}{0pt}}{\par}
\DeclareRobustCommand{\onesign}[1]{\makebox[4.8bp][c]{#1}}
\newcommand{\strokes}[4]{\makebox[4.8bp][l]{%
  \ifnum#1=1 \rlap{\rule[2.2bp]{2.6bp}{.4bp}}\fi
  \ifnum#2=1 \rlap{\hspace*{2.2bp}\rule[2.2bp]{2.6bp}{.4bp}}\fi
  \ifnum#3=1 \rlap{\hspace*{2.2bp}\rule[2.2bp]{.4bp}{5bp}}\fi
  \ifnum#4=1 \rlap{\hspace*{2.2bp}\rule[-2.4bp]{.4bp}{5bp}}\fi}}
\newcommand{\block}[3]{\makebox[4.8bp][l]{\textcolor{black!#3}{\rule[-2.4bp]{#1bp}{#2bp}}}}

\pagestyle{plain}
\setcounter{secnumdepth}{-2}
\setcounter{tocdepth}{2}
\makeatletter
\renewcommand{\@pnumwidth}{2.2em}
\renewcommand{\@tocrmarg}{3em plus 1fil}
\renewcommand{\l@section}{\@dottedtocline{1}{0pt}{0pt}}
\renewcommand{\l@subsection}{\@dottedtocline{2}{1.5em}{0pt}}
\makeatother
\setlength{\parindent}{0pt}
\setlength{\parskip}{5pt plus 1pt}
\setlength{\tabcolsep}{4bp}
\setlength{\LTleft}{0pt}
\setlength{\LTright}{\fill}
\setlength{\LTpre}{9pt}
\setlength{\LTpost}{4pt}
\hyphenpenalty=10000
\raggedbottom
\raggedright
\newcommand{\intable}{\fontsize{8bp}{9.6bp}\selectfont}
\newcommand{\belowtable}{\intable\setlength{\parskip}{2pt}}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1}}
\newcolumntype{R}[1]{>{\raggedleft\arraybackslash}p{#1}}
% Running text on a lying sheet stays as wide as on an upright one.
\newcommand{\narrowed}{\setlength{\rightskip}{87mm plus 1fil}}
"""
