"""What the HTTP status of a model's server says."""

from __future__ import annotations

from http import HTTPStatus

from prompts.answers import ModelFailed, Why


def status_failure(status: int) -> ModelFailed:
    """The failure that a status stands for."""
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return ModelFailed(Why.REFUSED_KEY, str(status))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return ModelFailed(Why.RATE_LIMITED, str(status))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ModelFailed(Why.SERVER_ERROR, str(status))
    return ModelFailed(Why.REFUSED_REQUEST, str(status))
