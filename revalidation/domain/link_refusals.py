"""How personal links say no; the docstring of each class is the sentence the person reads."""

from revalidation.domain.refusals import Refusal


class TooManyLinks(Refusal):
    """Several links that lead nowhere were opened from here. Please wait {wait}, then open yours again."""
