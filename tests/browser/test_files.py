"""Files of an entry: a photo by the file field, a film that is refused, sound that is seen to be recorded."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from kinwork.record.models import Attachment, Entry

from .steps import given_families

pytestmark = pytest.mark.browser


def photo(colour=(30, 120, 60)) -> dict[str, object]:
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), colour).save(out, "JPEG")
    return {"name": "kitchen.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_a_photo_is_kept_while_somebody_writes_and_stands_in_the_stream(rowan, browser_of, tmp_path):
    [family] = given_families(rowan, "Abbott")
    new = f"/family/{family.pk}/entries/new/"
    page = browser_of(rowan.tom, at=new)
    page.get_by_role("textbox", name="What happened").fill("The window is mended.")
    # Chosen, dropped and pasted.
    page.locator("#files").set_input_files([photo()])
    caption = page.get_by_label("What it shows: kitchen.jpg")
    expect(caption).to_be_visible()
    caption.fill("The window")
    drop = """([words, type, name, event]) => {
        const moved = new DataTransfer();
        moved.items.add(new File([words], name, { type }));
        const how = { bubbles: true, cancelable: true };
        const sent = event === "paste" ? new ClipboardEvent("paste", { ...how, clipboardData: moved })
          : new DragEvent("drop", { ...how, dataTransfer: moved });
        document.querySelector("main").dispatchEvent(sent);
    }"""
    page.evaluate(drop, ["Dear Tom, she is well.", "text/plain", "letter from school.txt", "drop"])
    expect(page.get_by_label("What it shows: letter from school.txt")).to_be_visible()
    page.evaluate(drop, ["MZ this is a program", "application/pdf", "letter.pdf", "paste"])
    expect(
        page.get_by_role("paragraph").filter(has_text="“letter.pdf” is not attached. This is a program")
    ).to_be_visible()

    # A film of two gigabytes is not even sent; what was typed stays.
    film = tmp_path / "film.mp4"
    with film.open("wb") as large:
        large.truncate(2_000_000_000)
    page.locator("#files").set_input_files(film)
    refused = page.get_by_role("paragraph").filter(
        has_text="“film.mp4” is not attached. This file has 2,000 MB; 25 MB is the most. Videos are not"
    )
    expect(refused).to_be_visible()
    expect(page.get_by_role("textbox", name="What happened")).to_have_value("The window is mended.")

    # Loaded anew it is all there; one is left out.
    page.wait_for_url("**/entries/new/?draft=*")
    expect(page.locator("#kept")).to_contain_text("Draft kept")
    page.reload()
    expect(page.get_by_label("What it shows: kitchen.jpg")).to_have_value("The window")
    page.get_by_label("Remove: letter from school.txt").check()
    page.get_by_role("button", name="Save to record").click()
    expect(page.get_by_text("Saved to the record.")).to_be_visible()
    small = page.get_by_role("img", name="The window")
    expect(small).to_be_visible()
    assert small.evaluate("one => one.complete && one.naturalWidth") == 320
    expect(page.get_by_text("letter from school.txt")).to_have_count(0)
    entry = Entry.objects.get(family=family)
    assert [one.caption for one in Attachment.objects.filter(entry=entry)] == ["The window"]


def test_save_waits_for_a_file_and_one_that_cannot_be_sent_is_tried_again(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/entries/new/")
    page.get_by_role("textbox", name="What happened").fill("A photo of the stairs.")
    lost = []

    def first_is_lost(route):
        lost.append(route)
        route.abort() if len(lost) == 1 else route.continue_()

    page.route("**/entries/files/", first_is_lost)
    page.locator("#files").set_input_files([photo((90, 90, 20))])
    expect(
        page.get_by_role("paragraph").filter(has_text="“kitchen.jpg” is not attached. The connection was lost")
    ).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Save to record").click()
    expect(page.get_by_text("Saved to the record.")).to_be_visible()
    expect(page.get_by_role("img", name="kitchen.jpg")).to_be_visible()
    assert Attachment.objects.get(entry__family=family).kind == "jpeg"


MICROPHONE = """
class Recorder extends EventTarget {
    constructor() { super(); this.state = "inactive"; this.mimeType = "audio/ogg"; }
    static isTypeSupported() { return true; }
    start() { this.state = "recording"; }
    stop() {
        this.state = "inactive";
        const sound = new Uint8Array(200);
        sound.set(new TextEncoder().encode("OggS"));
        sound.set(new TextEncoder().encode("OpusHead"), 28);
        const event = new Event("dataavailable");
        event.data = new Blob([sound]);
        this.dispatchEvent(event);
        this.dispatchEvent(new Event("stop"));
    }
}
window.MediaRecorder = Recorder;
window.kwTracks = [];
Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia: async () => {
    const track = { stopped: false, stop() { this.stopped = true; } };
    window.kwTracks.push(track);
    return { getTracks: () => [track] };
} } });
"""


def test_sound_is_recorded_only_with_a_sign_on_the_page_and_until_stop(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    page = browser_of(rowan.tom)
    page.add_init_script(MICROPHONE)
    page.goto(f"/family/{family.pk}/entries/new/")
    page.get_by_role("textbox", name="What happened").fill("What Ada said herself.")
    assert page.evaluate("kwTracks.length") == 0
    page.get_by_role("button", name="Record sound").click()
    expect(page.get_by_text("Recording 0:0")).to_be_visible()
    page.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_text("Recording 0:0")).to_have_count(0)
    assert page.evaluate("kwTracks.every((one) => one.stopped)")
    expect(page.locator("audio")).to_be_visible()
    page.get_by_role("button", name="Record sound").click()
    expect(page.get_by_role("button", name="Stop recording")).to_be_visible()
    page.get_by_role("button", name="Save to record").click()  # which ends it first, and waits for it
    expect(page.get_by_text("Saved to the record.")).to_be_visible()
    assert Attachment.objects.get(entry__family=family).kind == "ogg"
