"""What a person does at the page: sit down, type, fill in, press, jump, look around."""

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
TOO_WIDE = """[document.documentElement, ...document.querySelectorAll(".timeline, .home-scroll, .dialog-body")]
    .some((pane) => pane.scrollWidth > pane.clientWidth)"""


class PersonAtPage:
    """One browser page, whoever sits at it."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self.pictures = pictures

    def act_as(self, name: str) -> None:
        """Let somebody else sit down, found by name as the switcher finds them."""
        self.page.get_by_test_id("act-as").click()
        self.page.get_by_role("listbox", name="Act as").get_by_role("option", name=name, exact=True).click()
        expect(self.page.get_by_test_id("act-as")).to_contain_text(name)

    def open_channel(self, name: str) -> None:
        self.page.get_by_test_id(f"channel-{name}").click()
        expect(self.page.get_by_test_id("channel-title")).to_have_text(name)

    def open_direct_messages(self) -> None:
        """The conversation with the app, by its tab."""
        self.open_home()
        self.page.get_by_test_id("tab-messages").click()
        self.page.get_by_test_id("channel-view").get_by_test_id("messages").wait_for()

    def open_home(self) -> Locator:
        app = self.page.get_by_test_id("app-home")
        app.click()
        self.page.get_by_test_id("tab-home").click()
        return self.page.get_by_test_id("home")

    def type(self, text: str) -> None:
        """Type a command or a message and send it; a command's failure would stay in the composer."""
        composer = self.page.get_by_test_id("composer")
        composer.fill(text)
        composer.press("Enter")
        expect(composer).to_have_value("")

    def message(self, *words: str) -> Locator:
        """The newest message of the channel that has all these words."""
        found = self.page.get_by_test_id("messages").get_by_test_id("message")
        for text in words:
            found = found.filter(has_text=text)
        return found.last

    def press(self, label: str, *words: str) -> None:
        """Press the button that reads so, on the newest message that has these words."""
        self.button(label, self.message(*words)).click()

    def press_in_menu(self, label: str, *words: str) -> None:
        """Press what stands behind the three dots, the first ones on the newest message that has these words."""
        self.message(*words).get_by_test_id("overflow").first.click()
        self.page.get_by_role("menuitem", name=label).click()

    def press_in_form(self, label: str) -> None:
        """Press a button that stands inside the open form."""
        self.button(label, self.form).click()

    def button(self, label: str, within: Locator) -> Locator:
        """The button that reads so; what is told to screen readers may say more."""
        return within.get_by_role("button").filter(has_text=re.compile(f"^{re.escape(label)}$")).last

    @property
    def form(self) -> Locator:
        return self.page.get_by_test_id("modal")

    def fill(self, answers: Mapping[str, object]) -> None:
        """Fill in fields of the open form by their labels; lists go into fields that take several."""
        for label, answer in answers.items():
            for part in answer if isinstance(answer, list) else [answer]:
                self._fill_one(self.field(label), str(part))

    def field(self, label: str) -> Locator:
        return self.form.get_by_label(label, exact=True)

    def _fill_one(self, field: Locator, answer: str) -> None:
        role = field.get_attribute("role")
        if role == "radiogroup":
            field.get_by_role("radio", name=answer, exact=True).check()
        else:
            field.fill(answer)
        if role == "combobox":
            self.page.get_by_role("option", name=answer, exact=True).click()

    def submit(self) -> None:
        self.form.get_by_test_id("modal-submit").click()

    def submit_well(self) -> None:
        """Submit what is right: the form closes."""
        self.submit()
        expect(self.form).to_have_count(0)

    def answer(self, answers: Mapping[str, object], then: str) -> None:
        """Fill in what is right and submit it: the form gives way to what says this."""
        self.fill(answers)
        self.submit()
        expect(self.form).to_contain_text(then)

    def is_refused(self, answers: Mapping[str, object], label: str, words: str) -> None:
        """Submit what is wrong: the sentence stands beside its field, and what was typed stays."""
        self.fill(answers)
        self.submit()
        expect(self.error_beside(label)).to_contain_text(words)

    def close(self) -> None:
        """Put the open form away."""
        self.form.get_by_test_id("modal-cancel").click()
        expect(self.form).to_have_count(0)

    def go_back(self, words: str) -> None:
        """Put the step on top away: the one below says this."""
        self.form.get_by_test_id("modal-cancel").click()
        expect(self.form).to_contain_text(words)

    def read_and_close(self, words: str) -> None:
        """The form has given way to a sentence; read it and close it."""
        expect(self.form).to_contain_text(words)
        self.close()

    def error_beside(self, label: str) -> Locator:
        held = self.page.get_by_test_id("field").filter(has=self.page.get_by_label(label, exact=True))
        return held.get_by_test_id("field-error")

    def jump_to_next_morning(self) -> None:
        self.page.get_by_test_id("jump").click()
        self.page.get_by_test_id("jump-morning").click()

    def look(self, name: str) -> None:
        """Keep two pictures, dark on a telephone and light on a desk; nothing is wider than the window."""
        for size, scheme in ((NARROW, "dark"), (WIDE, "light")):
            self.page.set_viewport_size(size)
            self.page.emulate_media(color_scheme=scheme)
            assert not self.page.evaluate(TOO_WIDE), f"{name} is wider than {size['width']} pixels"
            self.page.screenshot(path=self.pictures / f"{name}-{size['width']}.png")
