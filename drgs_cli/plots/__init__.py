"""Pictures: what is drawn, as a drawing and as text; knows no study, no vocabulary and no rounding."""
