"""Facts into text, in the reader's language, for page and PDF alike: each is worded here once.

No database and no markup. What has no translation (FHIR, files) takes its words from ``labels``.
"""
