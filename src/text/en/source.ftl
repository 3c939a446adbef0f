# source

## exports

source-export-format-unnamed = the file does not name its format; it was read as riktlinje/clinics/v1
source-export-format-other = the file says that its format is “{ $found }”, but { $expected } is read here
source-export-format-other-advice = Give the file as the kind of source that it is, or write “format: { $expected }” if it holds clinics.
source-export-format-newer-advice = The file has another version of the format. Update riktlinje, or export as { $expected }.
source-export-clinic-without-id = the clinic has no HSA-id
source-export-clinic-without-id-advice = Write the clinic's HSA-id in the field hsa_id. Without it nobody can know which clinic this is about.
source-export-hsa-id-character = the HSA-id has the character “{ $character }” ({ $code }) at position { $position }, which no HSA-id has
source-export-hsa-id-long = the HSA-id is longer than 64 characters
source-export-hsa-id-advice = Take the HSA-id from the HSA directory. A pasted id can have got a letter that only looks like the right one, such as a Cyrillic Е.
source-export-personal-number = something here looks like a personal identity number; the clinic was not read
source-export-personal-number-advice = Remove it from the text. If it is a telephone number, write it with a hyphen and blanks, such as 070-123 45 67. The number is not kept and never shown.
source-export-key-repeated = the field “{ $key }” stands twice
source-export-key-repeated-advice = Keep one of them. The clinic was not read, since nobody can know which of them holds.
source-export-key-unknown = { $count ->
    [one] the field “{ $key }” is not known and was not read
   *[other] the field “{ $key }” is not known and was not read; it stands in { $count } places
}
source-export-keys-unknown-more = { $count ->
    [one] one more field is not known
   *[other] { $count } more fields are not known
}
source-export-case-types-shape = the field case_types is neither a list nor a mapping
source-export-case-types-shape-advice = Write a list of case types, or a line for each case type with its state, such as “fornya_recept: active”.
source-export-case-type-unnamed = it does not say which case type it is
source-export-case-type-unnamed-advice = Write the case type's key in the field type, or its name in the field name.
source-export-service-unnamed = it does not say which service it is
source-export-service-unnamed-advice = Write the service in the field service, such as “recept”.
source-export-list-expected = the field { $field } should be a list
source-export-list-expected-advice = Write the values as a list. An empty list says that there is nothing.
source-export-value-expected = the field { $field } should be a single value, not a list or a group of fields
source-export-value-expected-advice = Write the value as text.
source-export-truth-unknown = “{ $found }” in the field { $field } is neither yes nor no
source-export-truth-unknown-advice = Write yes or no.
source-export-date-unknown = “{ $found }” in the field { $field } is no date
source-export-date-unknown-advice = Write dates like 2026-05-01.
source-export-word-unknown = “{ $found }” in the field { $field } is not known
source-export-word-unknown-advice = It should be one of the words { $allowed }.
source-export-word-unknown-nearest = Is “{ $nearest }” meant? It should be one of the words { $allowed }.
source-export-line-not-utf8 = the line has characters that are not UTF-8
source-export-line-not-utf8-advice = Save the file in the encoding UTF-8.
source-export-json-none = the file is not JSON; the fault is on line { $line }, character { $column }
source-export-json-none-advice = A JSON file begins with a bracket or a brace. If it is a table, give the file the ending .csv.
source-export-json-cut = the file ends within the list of clinics, on line { $line }
source-export-json-cut-advice = The export was probably cut off. Export again; the clinics that come after this place are missing.
source-export-json-more = the file goes on after its end, on line { $line }, character { $column }; the rest was not read
source-export-json-more-advice = Remove what stands after the end. If there is a clinic on each line, give the file the ending .jsonl.
source-export-json-record-cut = the clinic ends too early, on line { $line }, character { $column }
source-export-json-record-cut-advice = A brace, a bracket or a quotation mark is missing, or the export was cut off.
source-export-json-record-shape = a clinic should stand here, but it is something else
source-export-json-record-shape-advice = A clinic is written as a group of fields between braces.
source-export-json-record-syntax = ill-formed JSON on line { $line }, character { $column }; the clinic was not read
source-export-json-record-syntax-advice = See whether a comma, a colon or a quotation mark is missing, or stands there twice, just before the place.
source-export-yaml = the file cannot be read as YAML; the fault is on line { $line }, character { $column }: { $error }
source-export-yaml-advice = See that lines have the same indentation as their siblings, and that text with colons or quotation marks is quoted.
source-export-yaml-record = the clinic cannot be read; the fault is on line { $line }, character { $column }: { $error }
source-export-yaml-record-advice = See that lines have the same indentation as their siblings, and that text with colons or quotation marks is quoted.
source-export-yaml-record-shape = a clinic should stand on line { $line }, but it is something else
source-export-yaml-record-shape-advice = A clinic is written as a group of fields, one on each line, such as “hsa_id: SE2321000057-TEST1”.
