"""Why a family is open to the service, until when, and which unit holds it."""
