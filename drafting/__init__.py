"""From a conversation and its facts to a proposal or an abstention."""
