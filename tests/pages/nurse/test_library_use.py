import pytest

from revalidation.acting import look_up, now
from revalidation.domain.library_use import QUESTION
from revalidation.queries.library_use import my_library_use
from tests import make
from tests.make import NOON
from tests.pages.looking import opened, texts

pytestmark = pytest.mark.usefixtures("empty_sqlite")


def test_home_asks_once_and_the_details_keep_the_answer() -> None:
    nurse = make.person(now=now())
    home = opened("nurse/home", nurse)
    assert QUESTION in texts(home)
    home.segmented_control(key="library-use").set_value("No").run()
    assert QUESTION not in texts(home)
    assert look_up(my_library_use, actor=nurse).before is False
    details = opened("nurse/details", nurse)
    details.segmented_control(key="library-use").set_value("Yes").run()
    assert look_up(my_library_use, actor=nurse).before is True


def test_whoever_has_been_here_long_is_not_asked() -> None:
    assert QUESTION not in texts(opened("nurse/home", make.person(now=NOON.replace(year=2020))))
