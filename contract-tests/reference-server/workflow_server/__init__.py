"""An independent implementation of the published Workflow API, as a peer for tests."""
