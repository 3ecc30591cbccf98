"""Click's own words that a user of ours can meet, as messages, so that they are extracted and translated.

Click asks gettext for them by these very texts (see ``_teach_click``); nothing here is called by anybody.
"""

from __future__ import annotations

from followup.locale import _, n_

CLICK_WORDS = (
    # Help pages.
    _("Usage:"),
    _("Options"),
    _("Positional arguments"),
    _("Show this message and exit."),
    _("(dynamic)"),
    _("default: {default}"),
    _("required"),
    _("path"),
    _("file"),
    _("directory"),
    # What was wrong in what was typed.
    _("Error: {message}"),
    _("Try '{command} {option}' for help."),
    _("Invalid value: {message}"),
    _("Invalid value for {param_hint}: {message}"),
    _("Missing argument"),
    _("Missing option"),
    _("Missing parameter"),
    _("Missing command."),
    n_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 2),
    _("Option {name!r} does not take a value."),
    n_("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}.", 2),
    _("{value!r} is not a valid {number_type}."),
    _("{name} {filename!r} does not exist."),
    _("{name} {filename!r} is a file."),
    _("{name} {filename!r} is a directory."),
    _("{name} {filename!r} is not readable."),
    _("{name} {filename!r} is not writable."),
    _("Could not open file {filename!r}: {message}"),
    _("unknown error"),
)
