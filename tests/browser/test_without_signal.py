"""The visit on a phone that loses its signal half-way: nothing is lost, sent twice, or left behind."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from kinwork.families.actions import EditContext
from kinwork.families.models import Family
from kinwork.families.ties import Said, add_tie
from kinwork.offline.models import Phone
from kinwork.record.models import Attachment, Entry, EntryDraft
from tests.factories import actor

from .steps import given_families, then_soon, when_session_ends, when_signs_in, when_tabs_to

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
ROWS = """async () => {
    const open = indexedDB.open("kinwork-phone");
    const db = await new Promise(done => { open.onsuccess = () => done(open.result); });
    if (![...db.objectStoreNames].length) return [];
    const asked = db.transaction("rows").objectStore("rows").getAll();
    const rows = await new Promise(done => { asked.onsuccess = () => done(asked.result); });
    db.close();
    return rows.map(row => [row.name, new TextDecoder("latin1").decode(row.sealed.bytes)]);
}"""


@pytest.fixture
def scene(rowan) -> SimpleNamespace:
    [rowan.abbott, rowan.baker] = given_families(rowan, "Abbott", "Baker")
    return rowan


@pytest.fixture
def phone_of(browser_of):
    """A phone on which somebody has signed in, and which has what it needs without a signal."""

    def ready(who, at: str = "/my-work/") -> Page:
        page = browser_of(who, at=at, **PHONE)
        then_is_ready(page)
        return page

    return ready


def then_is_ready(page: Page) -> None:
    then_soon(page, lambda: page.evaluate("navigator.serviceWorker.controller !== null"))
    then_soon(page, lambda: any(name.endswith(":families:") for name, _ in page.evaluate(ROWS)))


def when_signal_goes(page: Page) -> None:
    page.context.set_offline(True)


def when_signal_is_back(page: Page) -> None:
    page.context.set_offline(False)


def when_the_worker_sleeps(page: Page) -> None:
    """As a browser does after half a minute: what was in its memory is gone."""
    tools = page.context.new_cdp_session(page)
    tools.send("ServiceWorker.enable")
    tools.send("ServiceWorker.stopAllWorkers")


def when_records(page: Page, family: Family, words: str) -> None:
    box = page.get_by_label("Family")
    if box.input_value() != str(family.pk):  # chosen once more, whom one ticked would be gone
        box.select_option(str(family.pk))
    page.get_by_role("textbox", name="What happened").fill(words)
    page.get_by_role("button", name="Save").tap()


def then_state(page: Page, words: str) -> None:
    expect(page.locator("#phone-state")).to_contain_text(words)


def test_the_signal_goes_half_way_through_a_visit(scene, phone_of):
    page = phone_of(scene.tom, at=f"/family/{scene.abbott.pk}/entries/new/")
    page.get_by_role("textbox", name="What happened").fill("Ada opened the door. ")
    expect(page.locator("#kept")).to_contain_text("Draft kept")
    when_signal_goes(page)
    page.get_by_role("textbox", name="What happened").fill("Ada opened the door. She said she slept well.")
    page.get_by_role("button", name="Save to record").tap()
    then_state(page, "Waiting to be sent: 1 entry.")
    child = scene.baker.members.filter(is_child=True).first()
    page.get_by_label("Family").select_option(str(scene.baker.pk))
    page.get_by_role("checkbox", name=child.person.name).check()
    page.locator(f"#seen_{child.person_id}").select_option("alone")
    when_records(page, scene.baker, "Saw the eldest of the Bakers at school.")
    then_state(page, "Waiting to be sent: 2 entries.")
    page.goto("/my-work/")  # another page is not there without a signal; this one is
    then_state(page, "Waiting to be sent: 2 entries.")
    assert not Entry.objects.filter(by=scene.tom).exists()
    assert not [name for name, sealed in page.evaluate(ROWS) if "Ada" in sealed or "Abbott" in sealed]

    when_signal_is_back(page)
    then_state(page, "Sent: it is in the record.")
    expect(page.get_by_text("waiting to be sent")).to_have_count(0)
    first, second = Entry.objects.filter(by=scene.tom).order_by("pk")
    assert first.text == "Ada opened the door. She said she slept well."
    assert (first.happened_on, second.family_id) == (timezone.localdate(), scene.baker.pk)
    assert second.were_there.get().person_id == child.person_id
    assert second.seen.get(person=child.person_id).alone
    assert EntryDraft.objects.get(entry=first).typed == {}
    page.goto(f"/family/{scene.abbott.pk}/entries/new/")
    expect(page.get_by_role("textbox", name="What happened")).to_have_value("")


def test_where_it_was_who_said_so_and_who_may_never_see_it_are_said_without_a_signal_too(scene, phone_of):
    [mother, *_] = scene.abbott.members.all()
    at = EditContext(scene.abbott, scene.unit.pk, actor(scene.grace), "Ada")
    add_tie(at, Said(on="2015-09-01", part="community", name="Mrs Bell"))
    page = phone_of(scene.tom, at="/offline/")
    when_signal_goes(page)
    page.get_by_label("Family").select_option(str(scene.abbott.pk))
    page.get_by_role("checkbox", name="Mrs Bell").check()
    page.get_by_text("Where, source").tap()
    page.get_by_label("Where", exact=True).fill("At the school gate")
    page.get_by_label("Who said so, if not you").fill("Her teacher")
    page.get_by_text("Restrict this entry").tap()
    page.get_by_role("group", name="Never show it to").get_by_role("checkbox", name=mother.person.name).check()
    page.get_by_role("checkbox", name="Only those named here").check()
    page.get_by_role("group", name="Name colleagues").get_by_role("checkbox", name="Grace Adeyemi").check()
    page.get_by_role("textbox", name="What happened").fill("She is afraid at home.")
    page.get_by_role("button", name="Save").tap()
    expect(page.locator("#phone-problem")).to_contain_text("Say briefly why not everyone")
    expect(page.get_by_label("Why not for everyone")).to_be_focused()
    page.locator("#phone-typed").evaluate("el => { el.textContent = '' }")  # it is said anew
    page.get_by_label("Why not for everyone").fill("Her safety.")
    expect(page.locator("#phone-typed")).to_contain_text("kept on this phone")
    when_the_worker_sleeps(page)  # the page that is being left has the key
    page.reload()  # what was ticked is still there
    expect(page.get_by_role("checkbox", name="Only those named here")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Mrs Bell")).to_be_checked()
    page.get_by_role("button", name="Save").tap()
    then_state(page, "Waiting to be sent: 1 entry.")
    assert not [name for name, sealed in page.evaluate(ROWS) if "afraid" in sealed or "Bell" in sealed]
    when_signal_is_back(page)
    page.get_by_role("button", name="Send now").tap()  # a browser may not say that the signal is back
    then_state(page, "Sent: it is in the record.")
    entry = Entry.objects.get(by=scene.tom)
    assert (entry.place, entry.said_by, entry.present) == ("At the school gate", "Her teacher", "Mrs Bell")
    assert (entry.is_limited, entry.why_limited) == (True, "Her safety.")
    assert [one.user for one in entry.readers.all()] == [scene.grace]
    assert [one.person for one in entry.hidden_from.all()] == [mother.person]


def test_the_sign_in_ends_without_a_signal_and_what_waits_is_sent_after_the_next(scene, phone_of):
    page = phone_of(scene.tom, at="/offline/")
    when_signal_goes(page)
    when_records(page, scene.abbott, "Ada was tired.")
    then_state(page, "Waiting to be sent: 1 entry.")
    when_session_ends(page)
    when_signal_is_back(page)
    then_state(page, "You are signed out. Sign in, and what waits here is sent.")
    expect(page.get_by_text("Abbott")).to_have_count(0)
    assert [name for name, _ in page.evaluate(ROWS) if name.endswith(":families:")] == []
    page.get_by_role("link", name="Sign in").tap()
    when_signs_in(page, scene.tom)
    then_state(page, "Sent: it is in the record.")
    assert Entry.objects.get(by=scene.tom).text == "Ada was tired."


def test_signing_out_sends_and_leaves_nothing_and_the_next_person_sees_nothing(scene, phone_of):
    page = phone_of(scene.tom, at="/offline/")
    page.get_by_label("Family").select_option(str(scene.abbott.pk))
    page.get_by_role("textbox", name="What happened").fill("Half a sentence")
    expect(page.locator("#phone-typed")).to_contain_text("kept on this phone")
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").tap()
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate(ROWS) == []
    assert EntryDraft.objects.get(by=scene.tom).typed["text"] == "Half a sentence"
    ended = Phone.objects.get(user=scene.tom)
    assert (ended.secret, ended.ended_because) == ("", "signed_out")


def test_two_people_on_one_phone(scene, phone_of):
    page = phone_of(scene.tom, at="/offline/")
    when_signal_goes(page)
    when_records(page, scene.abbott, "Tom wrote this.")
    then_state(page, "Waiting to be sent: 1 entry.")
    when_session_ends(page)
    page.goto("/offline/")
    when_signal_is_back(page)
    then_state(page, "You are signed out.")
    page.get_by_role("link", name="Sign in").tap()
    when_signs_in(page, scene.priya)
    then_is_ready(page)
    page.goto("/offline/")
    expect(page.get_by_label("Family")).to_be_visible()
    expect(page.get_by_text("waiting to be sent")).to_have_count(0)
    assert not Entry.objects.filter(by__in=[scene.tom, scene.priya]).exists()
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").tap()
    page.wait_for_url("**/sign-in/**")
    page.goto("/offline/")
    page.get_by_role("link", name="Sign in").tap()
    when_signs_in(page, scene.tom)
    then_state(page, "Sent: it is in the record.")
    assert Entry.objects.get(family=scene.abbott).by == scene.tom


def test_a_lost_phone_is_emptied_at_its_next_contact(scene, phone_of, browser_of):
    page = phone_of(scene.tom, at="/offline/")
    when_signal_goes(page)
    when_records(page, scene.abbott, "This will be lost.")
    then_state(page, "Waiting to be sent: 1 entry.")
    desk = browser_of(scene.tom, at="/my-account/")
    desk.get_by_role("link", name="My phones").click()
    desk.get_by_role("button", name="Remove").click()
    expect(desk.get_by_text("can no longer be read")).to_be_visible()
    assert Phone.objects.get(user=scene.tom).secret == ""
    when_session_ends(page)
    when_signal_is_back(page)
    then_state(page, "You are signed out.")
    assert page.evaluate(ROWS) == []


def test_written_in_two_places_both_texts_stand_side_by_side(scene, phone_of, browser_of):
    page = phone_of(scene.tom, at=f"/family/{scene.abbott.pk}/entries/new/")
    page.get_by_role("textbox", name="What happened").fill("Ada was in.")
    expect(page.locator("#kept")).to_contain_text("Draft kept")
    draft = EntryDraft.objects.get(by=scene.tom)
    when_signal_goes(page)
    page.get_by_role("textbox", name="What happened").fill("Ada was in. The baby slept.")
    page.get_by_role("button", name="Save to record").tap()
    then_state(page, "Waiting to be sent: 1 entry.")
    desk = browser_of(scene.tom, at=f"/family/{scene.abbott.pk}/entries/new/?draft={draft.pk}")
    desk.get_by_role("textbox", name="What happened").fill("Ada was in. The flat was warm.")
    expect(desk.locator("#kept")).to_contain_text("Draft kept")
    when_signal_is_back(page)
    page.get_by_role("button", name="See both").tap()
    expect(page.locator("#both-here")).to_have_text("Ada was in. The baby slept.")
    expect(page.locator("#both-there")).to_have_text("Ada was in. The flat was warm.")
    page.get_by_label("Or join them").fill("Ada was in. The baby slept. The flat was warm.")
    page.get_by_role("button", name="Save what stands here").tap()
    then_state(page, "Sent: it is in the record.")
    assert Entry.objects.get(by=scene.tom).text == "Ada was in. The baby slept. The flat was warm."


def test_what_the_record_does_not_take_comes_back_as_a_draft_with_its_reason(scene, phone_of):
    page = phone_of(scene.tom, at="/offline/")
    when_signal_goes(page)
    when_records(page, scene.abbott, "They had moved out.")
    then_state(page, "Waiting to be sent: 1 entry.")
    held = scene.abbott.involvements.get()
    held.opened_on = held.closed_on = timezone.localdate() - timedelta(days=1)
    held.closed_by, held.closed_because = scene.grace, "They moved."
    held.save()
    when_signal_is_back(page)
    page.get_by_role("link", name="Finish it").tap()
    why = page.locator(".kw-flash", has_text="Your phone sent this, and it is not in the record yet.")
    expect(why).to_contain_text("was closed on")
    expect(page.get_by_role("textbox", name="What happened")).to_have_value("They had moved out.")
    assert not Entry.objects.filter(by=scene.tom).exists()


def test_a_photo_taken_without_a_signal_is_in_the_record_with_its_entry(scene, phone_of):
    page = phone_of(scene.tom, at="/offline/")
    when_signal_goes(page)
    page.get_by_label("Family").select_option(str(scene.abbott.pk))
    page.get_by_label("Take a photo").set_input_files(
        {"name": "door.png", "mimeType": "image/png", "buffer": a_picture()}
    )
    page.get_by_label("Choose files").set_input_files(
        [{"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b""},
         {"name": "script.sh", "mimeType": "text/plain", "buffer": b"#!/bin/sh\nexit 0\n\x00"}]
    )  # fmt: skip
    expect(page.locator("#phone-files-said")).to_have_text("“empty.pdf”: This file is empty.")
    page.locator("#phone-typed").evaluate("el => { el.textContent = '' }")  # it is said anew
    page.get_by_role("textbox", name="What happened").fill("The door is broken.")
    expect(page.locator("#phone-typed")).to_contain_text("kept on this phone")
    page.reload()
    expect(page.get_by_role("button", name="Remove: door.png")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).tap()
    then_state(page, "Waiting to be sent: 1 entry.")
    expect(page.locator("#phone-kept")).to_contain_text("with 2 files")
    assert not [name for name, sealed in page.evaluate(ROWS) if "PNG" in sealed or "door" in sealed]
    when_signal_is_back(page)
    page.get_by_role("button", name="Send now").tap()
    then_state(page, "look at what stands below")
    expect(page.locator("#phone-kept")).to_contain_text("“script.sh” was not attached")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Save a copy").tap()
    assert kept.value.path().read_bytes().startswith(b"#!/bin/sh")
    page.get_by_role("link", name="Finish it").tap()
    page.get_by_role("button", name="Save to record").tap()
    then_soon(page, lambda: Entry.objects.filter(by=scene.tom).exists())
    assert [one.name for one in Attachment.objects.filter(entry__by=scene.tom)] == ["door.png"]


def a_picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (40, 30), "red").save(content, "PNG")
    return content.getvalue()


def test_by_keyboard_alone_what_is_missing_is_said_and_what_was_typed_is_there(scene, browser_of):
    page = browser_of(scene.tom, at="/offline/")  # no phone: whoever opens the page themselves has it too
    box = page.get_by_label("Family")
    expect(box).to_be_visible()
    page.get_by_role("textbox", name="What happened").focus()
    page.keyboard.type("Ada rang.")
    when_tabs_to(page, page.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Choose the family.")
    expect(box).to_be_focused()
    page.keyboard.type("Baker")
    when_tabs_to(page, page.get_by_label("What it was"))
    page.keyboard.type("Telephone")
    when_tabs_to(page, page.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    then_state(page, "Sent: it is in the record.")
    entry = Entry.objects.get(by=scene.tom)
    assert (entry.kind, entry.text, entry.family_id) == ("telephone", "Ada rang.", scene.baker.pk)


def test_what_is_typed_before_the_names_have_come_stays(scene, browser_of):
    """A first look over a weak signal: the page can be typed into, and the families come seconds later."""
    held = []
    page = browser_of(scene.tom, at="/my-work/")
    page.route("**/offline/families/", lambda route: held.append(route))
    page.goto("/offline/")
    words = page.get_by_role("textbox", name="What happened")
    expect(words).to_be_visible()
    words.focus()
    page.keyboard.type("Ada rang.")
    then_soon(page, lambda: bool(held))
    for each in held:
        each.continue_()
    page.unroute("**/offline/families/")
    expect(page.get_by_label("Family").get_by_role("option", name="Baker")).to_be_attached()
    expect(words).to_have_value("Ada rang.")
    page.get_by_label("Family").select_option("Baker")
    page.get_by_role("button", name="Save").dblclick()
    then_state(page, "Sent: it is in the record.")
    assert [one.text for one in Entry.objects.filter(by=scene.tom)] == ["Ada rang."]


def test_one_entry_in_two_windows_without_a_signal_loses_no_word_of_either(scene, phone_of):
    one = phone_of(scene.tom, at="/offline/")
    when_signal_goes(one)
    one.get_by_label("Family").select_option(str(scene.abbott.pk))
    first = one.get_by_role("textbox", name="What happened")
    first.fill("Ada showed me her room.")
    expect(one.locator("#phone-typed")).to_contain_text("kept on this phone")
    two = one.context.new_page()
    two.goto("/offline/")
    second = two.get_by_role("textbox", name="What happened")
    expect(second).to_have_value("Ada showed me her room.")
    first.fill("Ada showed me her room. A bruise on her arm.")
    one.get_by_role("button", name="Save").tap()
    then_state(one, "Waiting to be sent: 1 entry.")
    second.fill("Ada showed me her room. Her mother was tired.")
    two.get_by_role("button", name="Save").tap()
    then_state(two, "Waiting to be sent: 2 entries.")
    when_signal_is_back(one)
    then_soon(one, lambda: Entry.objects.filter(by=scene.tom).count() == 2)
    said = " ".join(Entry.objects.filter(by=scene.tom).values_list("text", flat=True))
    assert "A bruise on her arm." in said
    assert "Her mother was tired." in said


def test_where_there_is_no_room_it_says_so_and_the_words_stay(scene, phone_of):
    page = phone_of(scene.tom, at="/offline/")
    page.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    when_records(page, scene.abbott, "Ada was tired.")
    expect(page.get_by_role("alert")).to_contain_text("no room left")
    expect(page.get_by_role("textbox", name="What happened")).to_have_value("Ada was tired.")


def test_with_the_browser_closed_and_no_signal_it_is_locked(scene, phone_of):
    page = phone_of(scene.tom, at="/offline/")
    when_signal_goes(page)
    when_records(page, scene.abbott, "Ada was tired.")
    then_state(page, "Waiting to be sent: 1 entry.")
    page.goto("about:blank")  # no page of ours is open, and the worker has been put to sleep
    when_the_worker_sleeps(page)
    page.goto("/offline/")
    then_state(page, "This phone is locked.")
    expect(page.get_by_text("Abbott")).to_have_count(0)
    when_signal_is_back(page)
    then_state(page, "Sent: it is in the record.")
    assert Entry.objects.get(by=scene.tom).text == "Ada was tired."
