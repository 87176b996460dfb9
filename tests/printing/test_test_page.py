from __future__ import annotations

import pypdfium2

from printing import test_page


def test_the_page_names_the_device_and_is_the_same_again() -> None:
    page = test_page.drawn("三号窗口 𠮷", ("ipp://10.1.2.3/ipp/print",))
    assert page == test_page.drawn("三号窗口 𠮷", ("ipp://10.1.2.3/ipp/print",))
    with pypdfium2.PdfDocument(page) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_bounded()
    for wanted in ("三号窗口 𠮷", "ipp://10.1.2.3/ipp/print", "校准线 100 mm", "offset_x_mm"):
        assert wanted in text
