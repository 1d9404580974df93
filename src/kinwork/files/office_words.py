"""Why a Word or Excel file is not taken, for whoever chose it."""

BOMB = (
    "This file becomes far larger when it is opened than a document does, and could bring a computer down. Open it in "
    "Word or Excel and save it again, or save it as PDF."
)
DAMAGED = "This file is damaged or not whole. Open it in Word or Excel and save it again."
MACROS = (
    "This document has macros: small programs that could do harm. Save it as .docx or .xlsx without macros, or as PDF."
)
PROGRAMS = "This document holds a program or another file inside. Save it as PDF, and attach that."
FETCHES = "This document fetches something from elsewhere when it is opened. Save it as PDF, and attach that."
FORMULA = (
    "This workbook has a formula that fetches something from elsewhere, or sends something there, such as WEBSERVICE "
    "or a link to another file. Copy its cells, paste them as values (Paste special, Values) and save it again; or "
    "save it as PDF."
)
ZIPPED = "This is a ZIP file. Unpack it, and attach what is in it one by one."
OTHER = "This is a document of another kind. Save it as Word (.docx), Excel (.xlsx) or PDF."
LOCKED = "This document is locked with a password, so that no one could read it here later. Save it without one."
OLD = "This is a Word or Excel file of the old kind (before 2007). Save it as .docx, .xlsx or PDF."
