using System.Globalization;
using System.Text;
using Alerts.Domain;
using Alerts.Domain.Values;
using CsvHelper;

namespace Alerts.Households.People;

/// <summary>One row of a people file: its number as a spreadsheet shows it, and its fields by column; an empty field is not there.</summary>
public sealed record PeopleRow(int Number, IReadOnlyDictionary<string, string> Fields)
{
    public string? this[string column] => Fields.GetValueOrDefault(column);
}

/// <summary>What is wrong with a row; row 0 stands for the file as a whole. Holds nothing of what the field said.</summary>
public sealed record RowError(int Row, string Column, string Rule)
{
    public override string ToString() => Row == 0 ? $"{Column}: {Rule}" : $"row {Row}, column {Column}: {Rule}";
}

/// <summary>The people file: one row a person and role, in and out in the same columns.</summary>
public static class PeopleCsv
{
    public const int MostRows = 10_000;
    public const long LongestFile = 5 * 1024 * 1024;

    /// <summary>Each column and what it holds.</summary>
    public static readonly IReadOnlyList<(string Column, string Meaning)> Columns =
    [
        ("id", "what the person signs in with; required. The same person may stand in several rows, one for each role"),
        ("name", "required for a new person; empty leaves what is known"),
        ("title", "what they are, in words; required for a new person"),
        ("organisation", "the name by which their organisation's system sends reports, where it has one"),
        ("role", "a role code, for instance HV or LEAD:ambulance; empty lists the person without a role"),
        ("rank", "holder (the default), deputy or manager"),
        ("hours", "always (the default), office or out-of-hours"),
        ("household", "the household's reference, where the role is held for one household only"),
        ("child", "the child's NHS number or UPN, where it is held for one child of that household only"),
        ("reported_by", "a sender's name as the sender file has it, where it is held for what that organisation reports only"),
        ("area", "the first half of a postcode, where it is held for that area only"),
        ("from", "the day, or the time with an offset, at which it begins; empty: now"),
        ("until", "the day, or the time with an offset, at which it is held no more (the day after the last); empty: no end"),
        ("email", "e-mail address; empty leaves what is known, here and below"),
        ("mobile", "United Kingdom mobile number for text messages"),
        ("teams", "https address of a Microsoft Teams workflow"),
        ("webhook", "https address of their organisation's system for signed messages"),
        ("exchange", "routing key of their organisation's system on the alerts exchange"),
        ("left", "the first day on which they are not there any more: whatever they hold ends then, and they cannot sign in; empty leaves what is known"),
    ];

    /// <summary>A file to begin with: invented people.</summary>
    public static string Sample { get; } = """
        id,name,title,organisation,role,rank,hours,household,child,reported_by,area,from,until,email,mobile,teams,webhook,exchange,left
        kofi.mensah,Kofi Mensah,Health visitor,demo-health-visiting,HV,holder,always,,,,ST4,2026-12-01,,kofi.mensah@example.org,07700 900461,,,,
        kofi.mensah,,,,HV,deputy,always,,,,ST5,2026-12-01,2027-04-01,,,,,,
        orla.byrne,Orla Byrne,Emergency Duty Team,demo-childrens-social-care,FD,deputy,out-of-hours,,,,,,,orla.byrne@example.org,07700 900462,,,,

        """.ReplaceLineEndings("\r\n");

    /// <summary>The rows of a file, and what keeps it from being read as rows at all.</summary>
    public static (IReadOnlyList<PeopleRow> Rows, IReadOnlyList<RowError> Errors) Read(Stream file)
    {
        var (rows, errors) = (new List<PeopleRow>(), new List<RowError>());
        try
        {
            using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: true);
            using var csv = CsvReader.Create(text, Reading, true);
            var columns = csv.Headers.ToArray().Select(h => h.Trim().ToLowerInvariant()).ToList();
            if (columns.Count == 0)
                return ([], [new(0, "file", "is empty")]);
            foreach (var (column, i) in columns.Select((c, i) => (c, i)))
                if (!Columns.Any(c => c.Column == column))
                    errors.Add(new(1, $"{i + 1}", $"is no column of this file; there are {string.Join(", ", Columns.Select(c => c.Column))}"));
                else if (columns.IndexOf(column) != i)
                    errors.Add(new(1, column, "stands twice"));
            if (!columns.Contains("id"))
                errors.Add(new(1, "id", "is required as a column"));
            while (errors.Count == 0 && csv.Read())
                Take(csv, columns, rows, errors);
        }
        catch (CsvFormatException broken)
        {
            errors.Add(new((int)broken.LineNumber, "id", "has quotation marks that do not fit together"));
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new(0, "file", "must be text in UTF-8 (in a spreadsheet: save as CSV UTF-8)"));
        }
        if (rows.Count == 0 && errors.Count == 0)
            errors.Add(new(0, "file", "has no row below its header"));
        return (rows, errors);
    }

    /// <summary>Who holds what now and from days to come, so that it can be changed and read in again.</summary>
    /// <param name="roster">The directory.</param>
    /// <param name="now">What is over by then is left out.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="children">False leaves out what is held for one child only: such a row names the child beside the household.</param>
    public static void Write(Roster roster, DateTimeOffset now, TextWriter to, bool children = true)
    {
        // A field that a spreadsheet would run as a formula gets a quote in front, which is taken off again when it is read.
        using var csv = CsvWriter.Create(to, CsvWriterOptions.Default with { Injection = CsvInjection.Escape }, true);
        foreach (var (column, _) in Columns)
            csv.WriteField(column);
        csv.EndRecord();
        foreach (var person in roster.People)
        {
            var held = roster.Held.Where(h => h.Holding.Person.Id == person.Person.Id && !h.IsOver(now) && (children || h.Holding.Child is null)).Select(h => (Holding?)h.Holding).ToList();
            foreach (var holding in held.Count == 0 ? [null] : held)
                WriteRow(csv, person, holding, roster);
        }
    }

    // The separator is the one that the file uses: spreadsheets on the continent write semicolons.
    private static readonly CsvReaderOptions Reading = CsvReaderOptions.Default with { TrimWhitespace = true, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw, IncludeValuesInExceptions = false };

    private static void Take(CsvReader csv, List<string> columns, List<PeopleRow> rows, List<RowError> errors)
    {
        var (record, row) = (Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToList(), (int)csv.LineNumber);
        if (record.TrueForAll(string.IsNullOrEmpty))
            return;
        if (record.Count > columns.Count)
            errors.Add(new(row, "id", $"has {record.Count} fields, the header {columns.Count}: a field with a comma needs quotation marks"));
        else if (rows.Count == MostRows)
            errors.Add(new(row, "id", $"is one too many: at most {MostRows:N0} rows at once"));
        else
            rows.Add(new(row, columns.Zip(record).Where(f => f.Second.Length > 0).ToDictionary(f => f.First, f => Unescaped(f.Second))));
    }

    private static void WriteRow(CsvWriter csv, Listed person, Holding? h, Roster roster)
    {
        string? Address(string channel) => roster.Contacts.FirstOrDefault(c => c.Person == person.Person.Id && c.Channel == channel)?.Address;
        foreach (var field in new[]
        {
            person.Person.Id, person.Person.Name, person.Person.Title, person.Organisation, h?.Role, h is null ? null : HoldingRules.Word(h.Rank), h is null ? null : HoldingRules.Word(h.Hours), h?.Household?.ToString(),
            h?.Child?.Split(':', 2)[^1], h?.Organisation, h?.Area, Moment(h?.From), Moment(h?.Until),
        })
            csv.WriteField(field);
        // A number that begins with + would look like a formula.
        foreach (var (channel, _, _) in ContactRules.All)
            csv.WriteField(channel == ContactRules.Text && Address(channel) is { } mobile ? "0" + mobile[3..] : Address(channel));
        csv.WriteField(Moment(person.LeftAt));
        csv.EndRecord();
    }

    // A day where it begins at midnight here; otherwise the moment, to the millisecond that is kept.
    private static string? Moment(DateTimeOffset? at) => at is not { } moment ? null
        : UkDay.Start(UkDay.Of(moment)) == moment ? UkDay.Of(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Unescaped(string field) => field.Length > 1 && field[0] == '\'' && "=@+-\t\r".Contains(field[1], StringComparison.Ordinal) ? field[1..] : field;
}
