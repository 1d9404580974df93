"""Why a family is open to the service, until when, which unit holds it, and what status its children have."""
