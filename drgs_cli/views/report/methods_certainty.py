"""How risk of bias and certainty were judged, in the sentences of a methods section; judges nothing."""

from collections import Counter

from drgs_cli.records.risk_of_bias import TOOLS
from drgs_cli.records.rows import STATUS_EXTRACTED
from drgs_cli.views.certainty_words import TABLES
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.report.material import Material


def bias_texts(material: Material) -> list[str]:
    """Which tools judged how many studies."""
    read = [study for study in material.studies if study.status == STATUS_EXTRACTED]
    tools = Counter(tool for study in read for tool in {entry.tool for entry in study.risk_of_bias})
    judged, number = sum(bool(study.risk_of_bias) for study in read), count(len(read), "study", "studies")
    if not tools:
        return [
            f"Of {number} none has been judged in the records; a study that nobody judged counts as worse than low."
        ]
    said = listed([f"{TOOLS[key].label} ({found})" for key, found in sorted(tools.items())])
    return [
        f"Of {number} read the records judge {judged}: {said}. Who judged them is not in the records. A study without a"
        " judgement, or judged by a checklist without an overall, counts as worse than low."
    ]


def certainty_texts(material: Material) -> list[str]:
    """The rules by which certainty moves, and what people decided."""
    review = material.library.review
    decisions = (
        f"{count(len(review.decisions), 'decision')} of people in review.yaml stand in place of what the rules come to;"
        " both are shown."
        if review.decisions
        else "No person decided otherwise than the rules."
    )
    return [
        "Certainty was rated after GRADE, for comparisons only, by stated rules. Randomised evidence starts as high,"
        " indirect evidence through a common comparator as its trials do, non-randomised evidence as low; uncontrolled"
        " series are very low, and no domain is rated.",
        "Down a step: risk of bias, where over half of the weight is worse than low or not judged (two where "
        "over half is high, serious or critical; of ROBINS-I without confounding and selection, for which "
        "such evidence starts low); inconsistency, where the intervals of two studies are apart, or I² is at "
        "least 50 % and only the prediction interval holds no difference (two where I² is at least 75 % and "
        "intervals lie apart on either side of no difference); indirectness, where the comparison is through "
        "other treatments, or over 20 % of the patients are of mixed cohorts (two for both); imprecision, "
        "where the interval holds one of −T, 0 and T, the important difference, or none of them but there are "
        "too few patients, or their number is not known, or print has no interval (two where it holds more "
        "than one; without T only 0 is looked for); publication bias, where ten studies or more have an "
        "asymmetric funnel (p < 0.10; Egger of means, Peters of ratios). Up, of non-randomised evidence with "
        "nothing down and no high risk from confounding or selection only: a risk ratio of at least 2 or at "
        f"most 0.5 (two from 5 or 0.2). {decisions}",
        "The class of evidence of a study is that which the record states, never computed; the level of recommendation"
        f" follows from it by the table named {TABLES[review.level_table]}.",
    ]
