"""How personal links say no; the docstring of each class is the sentence the person reads."""

from revalidation.domain.refusals import Refusal


class TooManyLinks(Refusal):
    """Several links or references that lead nowhere were tried from here. Please wait {wait}, then try yours again."""
