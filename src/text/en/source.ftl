# source

## tables

source-encoding = the file's characters are stored as { $encoding }
source-encoding-utf8-mark = UTF-8 with a byte-order mark (BOM)
source-encoding-mixed = the file mixes encodings (UTF-8 and Windows-1252), so å, ä and ö come out wrong in some places
source-fewer-records = the file has { $found } records, but at least { $wanted } were expected
source-fewer-records-advice = Fetch the file again: it may have been cut short. If fewer records are right, lower at_least in riktlinje.yaml.
source-no-records = the file has no records
source-none-read = no record of the file can be read ({ $count } left out)
source-none-read-advice = See under problems in the sources what is wrong with them.
source-no-records-advice = See whether the export was interrupted or its selection was empty. If the file does not belong here, do not give it as a source.
source-record-value = “{ $found }” in the field “{ $field }” cannot be read; the record was left out
source-not-utf8 = the file says that it is UTF-8, but has characters that are not on line { $line }, character { $column }
source-not-utf8-advice = Open the file in a text editor and save it again with the encoding UTF-8.
source-nul = the file has a character that no text file has (NUL) on line { $line }, character { $column }
source-nul-advice = The file is damaged or not a text file. Export it again.
source-empty = the file is empty
source-empty-advice = Export it again. If the file is not to be used, do not give it as a source.
source-too-large = the file is larger than { $mebibytes } MiB
source-too-large-advice = Files of that size can be read only as JSON Lines (one clinic a line). Export in that format, or split the file.
source-record-too-long = the row that begins on line { $line } is longer than { $mebibytes } MiB
source-record-too-long-advice = The file is probably damaged, or has lost its line breaks. Export it again.
source-not-found = there is no such file or folder
source-not-found-advice = Check the spelling, and that the path starts from the right folder.
source-permission = the file may not be read
source-permission-advice = Ask the file's owner for permission to read it, or close the program that has it open.
source-unreadable = it cannot be read: { $error }
source-unreadable-advice = Try again. If the file is on a network drive, copy it to this computer first.
source-folder-empty = the folder has no file that can be read
source-folder-empty-advice = From a folder, files that end with { $extensions } are read.
source-stdin-twice = standard input can be read only once
source-stdin-twice-advice = Save one of the two in a file and name the file.
source-http = the address begins with http://, and what is fetched that way can be changed on its way
source-http-advice = Write the address with https://.
source-scheme = addresses that begin with { $scheme }:// are not read
source-scheme-advice = Name a file, a folder, an address that begins with https://, or - for standard input.
source-address = the address is ill-formed
source-address-advice = An address looks like https://files.example.se/clinics.csv.
source-https-root = the file with your own certificate authority has no certificate in PEM format
source-https-root-advice = Ask your IT department for the authority's certificate as PEM (the text begins with BEGIN CERTIFICATE).
source-https-client = secure connections cannot be made on this computer: { $error }
source-https-client-advice = Check that the certificates of well-known authorities are installed, or fetch the file in another way and name it.
source-https-cut = the answer from { $host } broke off before its end
source-https-later = Try again in a while. If it still fails, ask whoever runs the server.
source-https-timeout = { $host } did not answer in time
source-https-connect = { $host } could not be reached: { $error }
source-https-connect-advice = Check the address, and that this computer is connected to the network that the server is in.
source-https-certificate = no trusted authority vouches for { $host }: { $error }
source-https-certificate-advice = If your region has a certificate authority of its own, name it in the settings. Certificates cannot be left unchecked.
source-https-login = { $host } asks for a login (answer { $status })
source-https-login-advice = Fetch the file in a browser, save it, and name the saved file.
source-https-missing = { $host } has no such file (answer { $status })
source-https-missing-advice = Check the address; the file may have been moved.
source-https-redirect = { $host } refers to another address (answer { $status }), and such references are not followed
source-https-redirect-advice = Give the address where the file really is. If it refers to a login page, fetch the file in a browser instead.
source-https-status = { $host } could not give the file (answer { $status })
source-unpacked-gzip = decompressed (gzip)
source-unpacked-zip = { $others ->
    [0] { $entry } from the zip archive
    [one] { $entry } from the zip archive, which has one more file
   *[other] { $entry } from the zip archive, which has { $others } more files
}
source-unpacked-too-large = unpacked, the file is larger than { $mebibytes } MiB
source-unpacked-too-large-advice = The file is most likely damaged, or made to fill the memory. See where it comes from and fetch it again.
source-packed-broken = the packed file is damaged or cut off
source-packed-broken-advice = Fetch it again. If that does not help, try to unpack it by hand.
source-packed-twice = the packed file holds a packed file
source-packed-twice-advice = Unpack the outer one and name the file that comes out.
source-zip-empty = the zip archive is empty
source-zip-empty-advice = See whether the export was interrupted, and run it again.
source-zip-several = { $more ->
    [0] the zip archive has { $count } files: { $names }
   *[other] the zip archive has { $count } files: { $names } and { $more } more
}
source-zip-several-advice = Unpack it and name the files or the folder that comes out. An archive is read if it has a single file, or if one of them is called { $wanted }.
source-zip-encrypted = the file in the zip archive is protected by a password
source-zip-encrypted-advice = Unpack it with the password and name the file that comes out.
source-zip-method = the file in the zip archive is compressed in a way that cannot be read
source-zip-method-advice = Unpack it and name the file that comes out, or pack it again as an ordinary zip.
source-pdf = the file is a PDF
source-database = the file is a database
source-word = the file is a Word document
source-stored-run = the file is a stored audit, or another answer that riktlinje has written, and no source
source-stored-run-advice = Name the export that has the clinics. A stored audit is shown by riktlinje report FILE, and --baseline FILE compares with it.
source-table-advice = Ask for the same data as CSV or XLSX.
source-old-office = the file is a workbook in the old format (.xls), or protected with a password
source-opendocument = the file is an OpenDocument spreadsheet
source-old-office-advice = Open it in the spreadsheet program and save it as XLSX without a password, or as CSV.
source-markup = the file is a web page or XML, not a table
source-markup-advice = Save the data as CSV or XLSX. A file that was saved from a browser may be the login page.
source-markup-web-advice = The address gave a web page, perhaps a login. Fetch the file in a browser, save it, and name the saved file.
source-ldif = the file is LDIF, not a table
source-xml-broken = the XML is not well-formed
source-xml-cut = the XML is cut off: the file ends before it is complete
source-xml-dtd = the XML has a document type definition (DOCTYPE), which is not read
source-xml-entity = the XML refers to something other than a character
source-xml-advice = The file is most likely damaged, or only partly fetched. Fetch it again.
source-xml-dtd-advice = See where the file comes from. An export of the directory has none.
source-xml-encoding = the XML says that it is encoded as { $encoding }, which is not read
source-xml-encoding-advice = Save it as UTF-8.
source-directory-root = the outermost element of the XML is { $root }
source-directory-root-advice = Of the directory, the file export (FileGetHsaUnitsResponse, HsaUnitsResponse) and answers of GetUnit (GetUnitResponse) are read, and LDIF and CSV.
source-workbook-broken = the workbook is damaged and cannot be read
source-workbook-broken-advice = Open it in the spreadsheet program, save it again and try once more.
source-read-delimited = { $encoding }, { $delimiter } between columns
source-delimiter-semicolon = semicolons
source-delimiter-comma = commas
source-delimiter-tab = tabs
source-delimiter-bar = vertical bars
source-read-sheet = the sheet “{ $sheet }”
source-heading-row = the headings are on row { $line }
source-columns = the table has more than { $limit } columns
source-columns-advice = Remove columns that are not needed, or check that the file is a table at all.
source-heading-twice = the headings “{ $first }” and “{ $second }” mean the same
source-heading-twice-advice = Remove one of the columns, or say in the mapping file what it means instead.
source-heading-called = { $field } (in Swedish “{ $example }”)
source-heading-missing = { $count ->
    [one] the column { $columns } is missing
   *[other] the columns { $columns } are missing
} – the headings are { $names }
source-heading-missing-advice = { $count ->
    [one] Give the column that heading, or say in the mapping file which column it is.
   *[other] Give the columns those headings, or say in the mapping file which columns they are.
}
source-row-advice = Correct the row. Text that contains the delimiter belongs within quotation marks.
source-quote = a quotation mark that opens on line { $line } is never closed; the row was left out
source-quote-advice = Put a quotation mark where the text ends, or double the quotation marks within the text.
source-merged = merged cells count for every row that they cover
source-formula-advice = The cell holds a formula that has not been computed. Open the workbook, let it compute, and save it.
source-cell-error-advice = The spreadsheet program could not compute the cell. Write the value instead.
source-personal-number = something here reads as a personal identity number; the record was left out
source-personal-number-advice = Remove it from the file: staff are given by their HSA-ids. If it is a telephone number, write it as 070-123 45 67. The number is not kept and is never shown.
source-id-empty = the field “{ $field }” is empty, so there is no telling whom or which clinic it concerns; the record was left out
source-id-long = the HSA-id in the field “{ $field }” is longer than 64 characters
source-id-character = the HSA-id in the field “{ $field }” has the character “{ $character }” ({ $code }) at position { $position }, which no HSA-id has
source-id-advice = Take the HSA-id from the HSA directory; it looks like SE2321000057-TEST1.
source-id-letter-advice = The letter may be one that only looks like the right one, such as a Cyrillic Е. Type the id anew, or take it from the HSA directory.
source-field-missing = the field “{ $field }” is missing; the record was left out
source-field-missing-advice = Fill in the field “{ $field }”.
source-value-unreadable = “{ $found }” in the field “{ $field }” cannot be read
source-no-text = the field “{ $field }” should be a single value, not a list or a group of fields
source-no-text-advice = Write a single value. Text with a colon in it belongs within quotation marks.
source-date-advice = Write dates as 2026-05-01.
source-instant-advice = Write the time as 2026-11-18T06:00:00+01:00, or just the day.
source-truth-advice = Write yes or no.
source-one-of = It should be one of { $names }.
source-did-you-mean = Did you mean “{ $name }”?
source-absence-backwards = the leave ends before it begins; the record was left out
source-absence-backwards-advice = Check whether the dates have changed places.
source-waiver-long = the waiver counts until { $date }, and a waiver counts for two years at most
source-waiver-long-advice = Give the waiver a last day within two years; then it is considered again.
source-waiver-reason = the waiver does not say why
source-waiver-reason-advice = Write the reason, so that whoever considers the waiver again can tell.
source-waiver-owner = the waiver does not say who answers for it
source-waiver-owner-advice = Write who answers for the waiver.
source-waiver-clinics = the waiver does not say which clinics it concerns; it was left out
source-waiver-clinics-advice = Write the clinics' HSA-ids in the field clinics. A waiver for everyone is a change of the guideline.
source-permissions-no-state = the export does not say what state the permissions are in; all are taken to be active
source-staff-incomplete = the staff list calls itself complete, but not all of it could be read; it is not taken to be complete
source-staff-incomplete-advice = Correct the rows that could not be read. Until then nobody is said to be missing from the staff list.
source-format-missing = the file does not say what format it has; it should be { $wanted }
source-format-unknown = the file says that its format is “{ $found }”, but { $wanted } is read here
source-format-unnamed = the file does not say what format it has; it was read as { $wanted }
source-format-advice = Write “format: { $wanted }” on the first line, if that is what the file holds.
source-document-json = the file is not well-formed JSON
source-document-json-advice = A brace, a bracket, a comma or a quotation mark is missing or misplaced, or the file was cut off. Export it again, or correct the place.
source-document-advice = Correct the place and try again. In YAML, lines that belong together have the same indentation, and text with a colon belongs within quotation marks.
source-document-shape = the file has no list { $key }
source-document-shape-advice = Write “format: { $wanted }”, then “{ $key }:” and below it an entry for each record.
source-record-shape = a record with fields should stand here, but it is something else
source-record-shape-advice = Write the record as a group of fields; { $fields } must be among them.
source-line-syntax = the line cannot be read; the fault is at character { $column }
source-line-advice = Correct the line. In JSON Lines every line holds one whole record.
source-key-twice = the field “{ $field }” stands there twice; the record was left out
source-key-twice-advice = Keep one of them.
source-mapping-key = the key “{ $key }” is not known
source-mapping-kind = “{ $key }” is no kind of source
source-mapping-field = “{ $field }” is no field of the source { $kind }
source-mapping-value-field = “{ $field }” is no field of any source
source-mapping-value = “{ $value }” is no value that the field “{ $field }” can have
source-mapping-value-advice = Write one of the field's own values after the colon, such as “active”.
source-mapping-text = a single word should stand here
source-mapping-text-advice = Write for example “Who: staff”.
source-row-short = { $cells ->
    [one] the row has only one cell but there are { $headings } headings; it was left out
   *[other] the row has only { $cells } cells but there are { $headings } headings; it was left out
}
source-row-long = { $cells ->
    [one] the row has one cell but there are { $headings } headings; it was left out
   *[other] the row has { $cells } cells but there are { $headings } headings; it was left out
}
source-formulas = { $count ->
    [one] one cell holds a formula; the value last computed by the spreadsheet program is used
   *[other] { $count } cells hold formulas; the values last computed by the spreadsheet program are used
}
source-sheets-not-read = { $count ->
    [one] the sheet { $names } has no headings that are known and was not read
   *[other] the sheets { $names } have no headings that are known and were not read
}
source-folder-others = { $count ->
    [one] one file of the folder was not read: { $names }
   *[other] { $count } files of the folder were not read, among them { $names }
}
source-columns-unknown = { $count ->
    [one] the column { $names } is not used
   *[other] { $count } columns are not used, among them { $names }
}
source-cause = { $count ->
    [one] the column { $names } is never read: why somebody is away is health data
   *[other] the columns { $names } are never read: why somebody is away is health data
}
source-key-unknown = { $count ->
    [one] the field “{ $key }” is not known and was not read
   *[other] the field “{ $key }” is not known and was not read; it stands in { $count } places
}
source-more-problems = { $count ->
    [one] one more record has the same fault: { $first }
   *[other] { $count } more records have the same fault: { $first }
}

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
source-export-list-expected = the field “{ $field }” should be a list
source-export-list-expected-advice = Write the values as a list. An empty list says that there is nothing.
source-export-value-expected = the field “{ $field }” should be a single value, not a list or a group of fields
source-export-value-expected-advice = Write the value as text.
source-export-truth-unknown = “{ $found }” in the field “{ $field }” is neither yes nor no
source-export-truth-unknown-advice = Write yes or no.
source-export-date-unknown = “{ $found }” in the field “{ $field }” is no date
source-export-date-unknown-advice = Write dates like 2026-05-01.
source-export-word-unknown = “{ $found }” in the field “{ $field }” is not known
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
source-export-line-long = line { $line } is too long to be a clinic; it was not read
source-export-line-long-advice = A clinic may take 16 MiB at most. See that the export has one clinic on each line.
source-export-is-other = the file is no export of the clinics’ settings; it looks like { $kind } – the headings are { $names }
source-export-is-other-advice = Give the file with { $flag }, or write it under “{ $key }” in riktlinje.yaml.
source-export-says-nothing = the table says nothing about the clinics’ settings, only which they are
source-export-says-nothing-advice = If it is the list of clinics, give it with --clinics.
source-export-rows-of-clinics = a row for each clinic
source-export-rows-of-types = a row for each case type of a clinic
source-export-cell-error = the cell in the column “{ $field }” holds the error { $found }
source-export-cell-error-advice = Mend the formula in the spreadsheet, or write the value in the cell.

# TAK
source-tak-json = the file is not JSON; the fault is on line { $line }, character { $column }
source-tak-json-advice = TAK is read as JSON: an export of TAK, or what the cooperation API answers to a question with .json.
source-tak-cut = the file ends too early, on line { $line }
source-tak-cut-advice = The export was probably interrupted. Export again: what is not in TAK counts as not existing, so half a file is not read at all.
source-tak-shape = the file is not written as an export of TAK; the fault is on line { $line }, character { $column }
source-tak-no-data = the file has no part «data»; it is no export of TAK
source-tak-no-data-advice = An export of TAK has formatVersion, tidpunkt and data, and in data the lists vagval and anropsbehorighet. Saved answers of the cooperation API are lists: serviceProductions and cooperations.
source-tak-no-sections = the file has neither vagval nor anropsbehorighet; there is nothing to read
source-tak-no-sections-advice = Export all of TAK, and see to it that the lists vagval and anropsbehorighet come along.
source-tak-order = the file is an order of changes in TAK, not an export of what is there
source-tak-order-advice = Ask those who run the service platform for an export of TAK. An order does not say whether it was carried out.
source-tak-error = the file is an error message of the cooperation API (status { $status }), not an answer
source-tak-error-advice = Ask again, and see to it that login and address are right.
source-tak-version = the export is written in version { $found } of TAK's format; version 1 is read here
source-tak-version-advice = Export in version 1, or update riktlinje.
source-tak-version-unnamed = the file does not say which version of TAK's format it has; it was read as version 1
source-tak-twice = { $field } stands twice in the file, with different content
source-tak-twice-advice = Remove one of them, or export again.
source-tak-section-missing = the list { $section } is not in the file
source-tak-section-missing-advice = What only that list can answer is reported as unknown. Export all of TAK.
source-tak-no-booking = none of the routes is for booking (crm:scheduling)
source-tak-no-booking-advice = See to it that it is the right service platform and the right environment: without such routes no clinic is connected for direct booking.
source-tak-kept = { $routes } of { $all-routes } routes and { $permissions } of { $all-permissions } call permissions are for booking
source-tak-deleted = { $count ->
    [one] one record is marked as deleted and does not count
   *[other] { $count } records are marked as deleted and do not count
}
source-tak-record = the record cannot be read; it does not count
source-tak-record-advice = A record of TAK is a group of fields within braces. Export again.
source-tak-record-twice = the field “{ $field }” stands twice in the record, with different values; the record does not count
source-tak-record-twice-advice = Remove one of them, or export again.
source-tak-number-twice = id { $number } stands twice in the same list; the first record holds
source-tak-number-twice-advice = Export again. What points at this id may have gone wrong.
source-tak-link-missing = { $kind ->
    [route] the route lacks { $field }; it does not count
    [permission] the call permission lacks { $field }; it does not count
   *[other] the answer lacks { $field }; it does not count
}
source-tak-link-missing-advice = Export again, and correct the record in TAK if it is the same there.
source-tak-dangling = { $kind ->
    [route] the route points at { $field } { $found }, which is not in the file; it does not count
   *[other] the call permission points at { $field } { $found }, which is not in the file; it does not count
}
source-tak-dangling-advice = Export all of TAK at once, so that everything that records point at comes along.
source-tak-reversed = { $kind ->
    [route] the route ends ({ $until }) before it begins ({ $from }); it does not count
   *[other] the call permission ends ({ $until }) before it begins ({ $from }); it does not count
}
source-tak-reversed-advice = Correct the dates in TAK.
source-tak-instant = { $field } is no instant; whether the record counts is unknown
source-tak-taken = tidpunkt is no instant; how old the export is does not show
source-tak-instant-advice = Instants are written as 2014-08-12T22:00:00+0000. Export again.
source-tak-two-routes = { $contract } has two routes at the same time to { $address }; the first stands on line { $line }
source-tak-two-routes-advice = The service platform then answers with error VP006. Remove one of the routes in TAK.
source-tak-answer-empty = the answer is an empty list, and it does not show what was asked
source-tak-answer-empty-advice = Save the answer to a question without logicalAddressId: it shows both what there is and what there is not.
source-tak-answer-other = the file is a list, but neither of serviceProductions nor of cooperations
source-tak-answer-other-advice = Ask for serviceProductions with include=logicalAddress,serviceContract,serviceProducer,connectionPoint, and for cooperations with include=logicalAddress,serviceContract,serviceConsumer,connectionPoint. Save each in a file of its own.
source-tak-answer-bare = the answer does not say which logical address and which contract it is about
source-tak-answer-mixed = the answer mixes the environments { $environments }
source-tak-answer-mixed-advice = Ask with connectionPointId, so that only one environment comes along: a route in a test environment connects no clinic.
source-tak-answer-partial = the answer does not say what was asked; that something is missing counts only for the contracts of which it names several addresses
source-tak-consumer = { $name } ({ $count ->
    [one] one call permission
   *[other] { $count } call permissions
})
source-tak-consumer-not-set = it is not set which system in TAK is 1177, so whether 1177 may call the booking is unknown
source-tak-consumer-not-set-advice = Set booking: {"{"} consumer: HSA-id {"}"} in riktlinje.yaml. The most call permissions for booking are held by { $consumers }.
source-tak-consumer-unknown = { $names } has no call permission for booking in TAK
source-tak-consumer-unknown-advice = See to it that the HSA-id is the one that 1177 calls with. The most call permissions for booking are held by { $consumers }.

# The directory: LDIF

source-ldif-change = the file holds changes (changetype): it says what is to be changed in the directory, not what is there
source-ldif-change-advice = Export the entries as they are, for instance with ldapsearch or the directory's export to LDIF.
source-ldif-version = the file has another version of LDIF than 1
source-ldif-version-advice = Export it anew as LDIF version 1.
source-ldif-line = line { $line } is neither an attribute nor a continuation of the line before; the entry was not read
source-ldif-line-advice = A continuation begins with a blank. The file has probably been changed in a text editor; export it anew.
source-ldif-no-dn = the entry does not begin with its name (dn) and was not read
source-ldif-no-dn-advice = A part of the file is probably missing, or there is an empty line within an entry. Export it anew.
source-ldif-dn = the name of the entry (dn) cannot be read; the entry was not read
source-ldif-base64 = the value of { $attribute } is not whole base64 and was not read
source-ldif-base64-advice = The file has probably been cut or changed. Export it anew.
source-ldif-url = the value of { $attribute } is in another file (<), and such values are never fetched
source-ldif-url-advice = Export with the values in the file.
source-ldif-search = the directory cut off the search that gave the file (result { $code }), so entries may be missing
source-ldif-search-advice = Search in smaller parts or in pages (paged results), so that all entries are there.
source-ldif-cut = the file ends in the middle of a line and may have been cut
source-ldif-cut-advice = Compare the number of entries with the directory, and export anew if any are missing.
source-ldif-persons = { $count ->
    [one] 1 entry is about a person and was not read
   *[other] { $count } entries are about persons and were not read
}
source-ldif-others = { $count ->
    [one] 1 entry is neither a unit, a function nor an organisation
   *[other] { $count } entries are neither units, functions nor organisations
}

# The directory: answers of GetUnit

source-soap-route = the platform has no route to the directory for this question (VP004)
source-soap-route-advice = Check that the logical address is the directory's, and ask those who run the platform for a route for GetUnit.
source-soap-permission = whoever asked may not use the service (VP007)
source-soap-permission-advice = Order permission for GetUnit from those who run the platform. Then ask again.
source-soap-platform = the platform gave no answer ({ $code }): { $text }
source-soap-fault = the service answered with a fault: { $text }
source-soap-fault-advice = Ask again in a while. If the fault remains, send the answer to those who run the service.
source-getunit-empty = the answer has no unit: the directory does not know the HSA-id that was asked for
source-getunit-empty-advice = Check that the HSA-id is right and that the unit has not been ended.
source-getunit-feigned = { $count ->
    [one] 1 feigned unit (feignedUnit) was left alone
   *[other] { $count } feigned units (feignedUnit) were left alone
}

source-cases-strangers = { $cases ->
    [one] one case belongs
   *[other] { $cases } cases belong
} to { $units ->
    [one] one unit
   *[other] { $units } units
} that neither the list nor any export has: { $named }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
source-cases-strangers-advice = Find out whether the units are to follow the guideline. If so, they belong in the list of clinics; else their cases are not counted.

# Forms that were sent out and come back
source-form-blank = { $count ->
    [one] one row of the form is not filled in, and says nothing
   *[other] { $count } rows of the form are not filled in, and say nothing
}
source-form-changed = the row is not the one that was sent out: the HSA-id or another cell that stood there was changed; the row was not read
source-form-changed-advice = Put the cells that stood there back, or get a new form. If the row is to be about something else: write it on a row of its own below, without a row code.
source-form-empty = the row is filled in, but the field “{ $field }” is empty; the row was not read
source-form-empty-advice = Fill in “{ $field }” too, or empty the row.
source-form-other = the workbook has forms of the kind { $names }, not { $wanted }
source-form-other-advice = Give it as what it is: a form of attestations with --attestations, one of waivers with --waivers.
source-attestation-future = the attestation is dated { $date }, after the day that is judged ({ $today }), and does not count yet
source-attestation-future-advice = Correct the date, or run the audit again when the day has come.
source-attestation-nobody = the row does not say who attests, so the attestation does not count
source-attestation-nobody-advice = Write the role of who attests.
source-attestation-clinic = the attestation concerns { $clinic }, which is neither in the list nor in the exports
source-attestation-clinic-advice = Check the HSA-id, and that the right sources are given.
source-attestation-no-type = { $clause } is attested of one case type at a time, and the row does not say which; the attestation does not count
source-attestation-no-type-advice = Write the case type, with a row for each.
source-attestation-no-person = { $clause } is attested of one person at a time, and the row does not say whom; the attestation does not count
source-attestation-no-person-advice = Write the person's HSA-id, with a row for each.
source-attestation-type = “{ $type }” is no case type that the guideline or the clinic has, so the attestation does not count
source-attestation-type-advice = Write the case type as it is called in the e-services.
source-permission-clinics = { $clinics ->
    [one] { $count ->
        [one] one permission is at a clinic that is neither in the list nor in the exports, and is not audited: { $names }
       *[other] { $count } permissions are at a clinic that is neither in the list nor in the exports, and are not audited: { $names }
    }
   *[other] { $count } permissions are at { $clinics } clinics that are neither in the list nor in the exports, and are not audited: { $more ->
        [0] { $names }
       *[other] for example { $names }
    }
}
source-permission-clinics-advice = If they are to be audited, put them in the list of clinics. Otherwise there is nothing to do, as long as the HSA-id is spelled right.
source-permission-no-role = { $count ->
    [one] the row does not say which role the permission is for, so rules about roles do not judge it
   *[other] { $count } rows do not say which role the permission is for, so rules about roles do not judge them; this is the first
}
source-permission-no-role-advice = Fill in the role, or remove the row if the person has no permission.
source-permission-twofold = the permission also stands on line { $line }, granted the same day but active there; it counts as active{ $more ->
    [0] {""}
    [one] {" "}(so does one more)
   *[other] {" "}(so do { $more } more)
}
source-permission-twofold-advice = Find out which holds, and remove the other row.
source-attestation-role = “{ $by }” is not who must attest { $clause }, so the attestation does not count
source-attestation-role-advice = Have it attested by who must: { $role }. If it was the right person, write the role as the guideline does.
source-clause-unknown = no point of the guideline is called «{ $clause }», so the attestation attests nothing
source-clause-unknown-advice = Write the clause as the guideline does. The clauses are shown by: riktlinje policy coverage
