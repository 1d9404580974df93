"""What the access log says that somebody did, after their name: the log itself keeps short words, which never change.

>>> in_words("noted status"), in_words("noted email address"), in_words("took address for a mistake")
('recorded a child’s status', 'recorded: email address', 'marked as entered in error: address')
"""

from __future__ import annotations

SENTENCES = {
    # reading
    "opened family page": "opened the family’s page",
    "opened discussion": "opened the discussion",
    "read in record": "read a part of the record",
    "read minute": "read the minutes",
    "read what is shared": "read what is shared with them",
    "looked at genogram": "looked at the genogram",
    "looked at network": "looked at the network",
    "looked for duplicates": "looked for possible duplicates",
    "looked at what stands out in the log": "looked at what stands out in the access log",
    "saw confidential address": "saw a confidential address",
    "printed genogram": "printed the genogram",
    "printed network map": "printed the network map",
    "printed ecomap": "printed the ecomap",
    "printed minute": "printed the minutes",
    "printed copy for family": "printed a copy for a family member",
    "read calendar": "fetched their calendar",
    "opened with reason": "opened the record and gave a reason",
    "opened in emergency": "opened the record in an emergency",
    "found in emergency": "found the family in an emergency search",
    # the family
    "opened family": "opened the family to the unit",
    "closed family": "closed the family",
    "took closing back": "undid the closing",
    "answered why open": "said why the family is open",
    "added family member": "added a family member",
    "changed family member": "changed a family member’s details",
    "changed person": "changed a person’s details",
    "approved": "approved something",
    "returned for change": "returned something that waited for approval",
    "waits for approval again": "undid an answer to what waited for approval",
    "noted status": "recorded a child’s status",
    "noted answer of panel": "recorded what a panel said about a decision",
    "took status back": "undid a child’s status",
    "put status back": "restored a child’s status",
    "noted date": "recorded a date",
    "cancelled date": "cancelled a date",
    "changed date": "changed a date",
    "arranged meeting": "arranged a meeting",
    "changed meeting": "changed what was arranged for a meeting",
    "moved meeting": "moved a meeting to another day",
    "cancelled meeting": "cancelled a meeting",
    "put meeting back": "restored a meeting that had been cancelled",
    "invited to meeting": "invited someone to a meeting",
    "ended invitation": "withdrew an invitation to a meeting",
    "answered invitation": "recorded whether someone comes to a meeting",
    "marked attendance": "recorded who was at a meeting",
    "noted report": "recorded a report for a meeting",
    "noted views": "recorded how someone’s views were sought",
    "held meeting": "recorded what a meeting decided",
    "corrected meeting": "corrected what a meeting decided",
    "meeting not held": "recorded that a meeting was not held after all",
    "printed meeting": "printed a meeting’s agenda",
    "noted answer to study": "recorded an answer about a study",
    "said where they live": "recorded where they live",
    "took back where they live": "undid where they live",
    "corrected agency": "corrected an agency’s details",
    "recorded fact": "recorded something in a child’s record",
    "corrected fact": "corrected something in a child’s record",
    "ended fact": "recorded the end of something in a child’s record",
    "withdrew fact": "marked something in a child’s record as entered in error",
    "put off": "put off what is due",
    "undid": "undid their last change",
    "undid change": "undid a change",
    "recorded contact about family": "recorded a contact about the family",
    "linked contact to family": "linked a contact to the family",
    "decided about contact": "recorded the decision about a contact",
    "referred family": "referred the family to a unit",
    "began contact": "began to write down a call",
    "took contact": "took a contact",
    "added to contact": "added to a contact",
    "discarded draft of contact": "put a call away that was no contact",
    "saw who rang": "looked at who rang anonymously",
    "told caller": "recorded that a caller was told",
    "added role with family": "recorded who works with the family",
    "ended role with family": "recorded that someone no longer works with the family",
    # the genogram and the network
    "took telling back": "undid a step in the genogram or network",
    "put telling back": "redid a step in the genogram or network",
    "drew as entered": "drew the genogram from what was entered",
    "noted tie": "recorded someone in the network",
    "noted change of tie": "changed someone’s details in the network",
    "noted when last in touch": "recorded when someone was last in touch",
    "ended tie": "recorded that someone is no longer in the network",
    "took tie away": "removed someone from the network",
    "drew move": "drew who moved in the genogram",
    "took fact away": "removed something from the genogram or network",
    "took person away": "removed a person from the genogram",
    # what happened
    "wrote entry": "wrote an entry",
    "amended entry": "corrected an entry",
    "changed who may know of entry": "changed who may see an entry",
    "shared with partner": "shared parts of the record with a partner agency",
    "ended sharing with partner": "stopped sharing with a partner agency",
    "restricted family": "restricted the record",
    "lifted restriction": "lifted the restriction",
    "reviewed opening": "reviewed why the record was opened",
    # the meeting
    "brought to next meeting": "asked for the family to be discussed at the next meeting",
    "withdrew from next meeting": "withdrew the family from the next meeting",
    "opened meeting": "opened the meeting",
    "opened meeting again": "opened the meeting again",
    "closed meeting": "closed the meeting",
    "started discussion": "started the discussion",
    "rated discussion": "rated the discussion",
    "decided": "recorded a decision",
    "reopened decision": "opened a decision again",
    "said they did not decide": "said that a decision was not theirs",
    "amended minute": "added a correction to the minutes",
    "did task": "marked a task as done",
    "reworded task": "changed the words of a task",
    "marked task as entered in error": "marked a task as entered in error",
    "told conversation": "recorded a planned conversation",
    # units and accounts
    "put in post": "appointed a colleague",
    "ended post": "ended a colleague’s post",
    "changed dates of post": "changed the dates of a post",
    "moved to another unit": "moved a colleague to another unit",
    "invited": "invited a colleague",
    "noted absence": "recorded who is away",
    "ended absence": "ended an absence",
    "named deputy": "named a deputy",
    "withdrew deputy": "withdrew a deputy",
    "made study": "set up a study",
    "closed study": "closed a study",
    "drew data of study": "drew the data of a study",
    "made calendar address": "made a private calendar address",
    "ended calendar address": "stopped a private calendar address",
    "forgot second factor": "removed a colleague’s second factor",
    "was refused": "was refused access",
}
# How a verb begins whose rest is what the thing is called.
BEGINNINGS = {
    "drew ": "drew in the genogram: ",
    "noted ": "recorded: ",
    "changed ": "changed: ",
    "ended ": "recorded the end of: ",
    "put back ": "restored: ",
}
MISTAKEN = " for a mistake"


def in_words(verb: str) -> str:
    """The verb of the log as it is said; what has no words of its own, as it is kept."""
    if verb in SENTENCES:
        return SENTENCES[verb]
    if verb.startswith("took ") and verb.endswith(MISTAKEN):
        return f"marked as entered in error: {verb.removeprefix('took ').removesuffix(MISTAKEN)}"
    for beginning, said in BEGINNINGS.items():
        if verb.startswith(beginning):
            return said + verb.removeprefix(beginning)
    return verb
