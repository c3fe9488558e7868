"""A pocket calculator for the formulas of a calculation by hand: it knows nothing but what stands on the paper."""

import math
import re

from drgs_cli.synthesis.trace_steps import Step

_KEYS = {"ln": math.log, "exp": math.exp, "sqrt": math.sqrt, "lngamma": math.lgamma}


def put_in(step: Step) -> tuple[float, ...]:
    """What a formula gives with its numbers put in; both limits of an interval."""
    forms = [step.formula]
    if "-+" in step.formula:
        forms = [step.formula.replace("-+", sign) for sign in "-+"]
    return tuple(float(eval(form.replace("^", "**"), {"__builtins__": {}}, {**_KEYS, **step.inputs})) for form in forms)


def letters(step: Step) -> set[str]:
    """The letters of a formula, without the names of functions."""
    return {*re.findall(r"[A-Za-z]\w*", step.formula)} - _KEYS.keys()
