"""The base model of every mapping in a data file."""

from pydantic import BaseModel, ConfigDict, model_validator


class Part(BaseModel):
    """A mapping in a data file: unknown keys are refused, and a key without a value counts as absent."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=False)

    @model_validator(mode="before")
    @classmethod
    def _absent(cls, value: object) -> object:
        if isinstance(value, dict):
            return {key: part for key, part in value.items() if part is not None or key not in cls.model_fields}
        return value
