namespace Alerts.Domain;

/// <summary>A household's live reports of one kind, earliest first, and who reads or heeds such reports.</summary>
internal sealed class OfKind(UInt128 bit)
{
    /// <inheritdoc cref="Kinds.Bit"/>
    public UInt128 Bit { get; } = bit;
    public List<Report> Reports { get; } = [];
    public List<OwnReports> Readers { get; } = [];
}

/// <summary>
/// What one pattern reads of a household's live reports, kept as they come and go: the same windows of the same kinds are read again with every report.
/// Beside them its book of appointments, where it keeps one, and what it noted of them.
/// </summary>
internal sealed class OwnReports
{
    public OwnReports(Pattern pattern, IEnumerable<OfKind> kinds)
    {
        Pattern = pattern;
        foreach (var kind in kinds)
            if (IsOwn(kind.Bit))
                foreach (var report in kind.Reports)
                    if (pattern.Reads(report))
                        All.Add(report);
        All.Sort(History.ByDate);
    }

    public Pattern Pattern { get; }

    /// <summary>Earliest first.</summary>
    public List<Report> All { get; } = [];

    public AppointmentBook? Book { get; private set; }

    /// <summary>What the pattern noted of its own reports; null where any but newer ones came since, or one went.</summary>
    public object? Noted { get; set; }

    /// <summary>True where the pattern reads such reports, or they may change what its own mean.</summary>
    public bool IsFor(UInt128 kind) => ((Pattern.KindBits | Pattern.ContextBits) & kind) != UInt128.Zero;

    private bool IsOwn(UInt128 kind) => (Pattern.KindBits & kind) != UInt128.Zero;

    /// <summary>The book, written up to now.</summary>
    public AppointmentBook WriteUp(People people, Func<Report, string, bool>? counts)
    {
        Book ??= new(All);
        Book.WriteUp(people, counts);
        return Book;
    }

    /// <summary>A report of that kind came.</summary>
    public void Take(Report report, UInt128 kind)
    {
        if (IsOwn(kind) && Pattern.Reads(report))
        {
            Book?.Await(report.Occurred.Day);
            if (All.Count > 0 && report.Occurred.Day < All[^1].Occurred.Day)
                Noted = null;
            History.Insert(report, All);
        }
        if (Book is not null && (Pattern.ContextBits & kind) != UInt128.Zero)
            Book.Rewrite(report.Occurred.Day);
    }

    /// <summary>Everything from that day on may mean something else.</summary>
    public void Rewrite(DateOnly from)
    {
        Noted = null;
        Book?.Rewrite(from);
    }
}
