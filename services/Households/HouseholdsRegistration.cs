using Alerts.Domain;
using Alerts.Households.Actors;
using Alerts.Households.Feedback;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Alerts.Households.Matching;
using Alerts.Households.Outbox;
using Alerts.Households.People;
using Alerts.Households.Sources;
using Alerts.Households.Transport;
using Npgsql;

namespace Alerts.Households;

/// <summary>Where the parts are. Without a journal it is SQLite in the data folder; without a bus it is in this process; without a pattern file all is as published.</summary>
public sealed record Parts(string? Journal, string DataFolder, Uri? Bus, int Partitions, string RoleFile, string SenderFile, string? PatternFile = null, Nation Nation = Nation.EnglandAndWales)
{
    public const int DefaultPartitions = 16;

    /// <summary>As the environment or appsettings say, under the names of <see cref="Settings"/>.</summary>
    /// <exception cref="InvalidDataException">A setting that cannot be used, by name.</exception>
    public static Parts From(IConfiguration settings)
    {
        if (settings[Settings.Partitions] is { } text && !int.TryParse(text, out _))
            throw new InvalidDataException($"{Settings.Partitions}: must be a whole number");
        return new(JournalFrom(settings[Settings.Journal], Settings.Journal), "data", BusFrom(settings[Settings.Bus], Settings.Bus), int.Parse(settings[Settings.Partitions] ?? $"{DefaultPartitions}"),
            settings[Settings.Roles] ?? DemoFiles.Roles, settings[Settings.Senders] ?? DemoFiles.Senders, settings[Settings.Patterns] is { Length: > 0 } file ? file : null, NationFrom(settings[Settings.Nation], Settings.Nation));
    }

    /// <exception cref="InvalidDataException">No connection string; the message names the setting and never the string, which may hold a password.</exception>
    public static string? JournalFrom(string? connection, string setting)
    {
        try
        {
            return connection is null || new NpgsqlConnectionStringBuilder(connection) is { Host.Length: > 0 } ? connection : throw new ArgumentException("no host");
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{setting}: must be a PostgreSQL connection string like \"Host=localhost;Username=alerts;Database=alerts\"", wrong);
        }
    }

    /// <exception cref="InvalidDataException">No nation whose bank holidays are known.</exception>
    public static Nation NationFrom(string? nation, string setting) => nation switch
    {
        null or "" or "england-and-wales" => Nation.EnglandAndWales,
        "scotland" => Nation.Scotland,
        _ => throw new InvalidDataException($"{setting}: must be england-and-wales or scotland"),
    };

    /// <exception cref="InvalidDataException">No AMQP address; the message names the setting and never the address, which may hold a password.</exception>
    public static Uri? BusFrom(string? address, string setting) =>
        string.IsNullOrEmpty(address) ? null
        : Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "amqp" or "amqps", Host.Length: > 0 } ? uri
        : throw new InvalidDataException($"{setting}: must be an AMQP address like amqp://user:password@host:5672/");
}

/// <summary>The wiring of everything but the pages, on one screen.</summary>
public static class HouseholdsRegistration
{
    /// <summary>What the pages need too: the journal, the ledger, matching, and the way to a household's owner.</summary>
    public static IServiceCollection AddWorkspace(this IServiceCollection s, Parts parts)
    {
        s.AddSingleton(TimeProvider.System).AddSingleton(parts);
        if (parts.Journal is { } connectionString)
            s.AddSingleton(p => new PostgresDatabase(connectionString, p.GetRequiredService<ILogger<PostgresDatabase>>()))
                .AddSingleton<IDatabase>(p => p.GetRequiredService<PostgresDatabase>()).AddHostedService(p => p.GetRequiredService<PostgresDatabase>());
        else
            s.AddSingleton<IDatabase>(_ => new SqliteDatabase(parts.DataFolder));
        s.AddSingleton(_ => SenderFile.Read(parts.SenderFile))
            .AddSingleton(_ => parts.PatternFile is { } file ? PatternFile.Read(file) : PatternSet.Published);
        s.AddSingleton<PeopleDirectory>().AddHostedService(p => p.GetRequiredService<PeopleDirectory>()).AddSingleton<Staffing>().AddSingleton<PeopleImport>().AddSingleton<PeopleChanges>();
        s.AddSingleton<Delivery.Unreached>().AddSingleton<Silences>().AddSingleton(p => Delivery.ChannelSettings.From(p.GetRequiredService<IConfiguration>()));
        s.AddSingleton<Desk>().AddSingleton<Ledger>().AddSingleton<Matcher>().AddSingleton<Dispatch>().AddSingleton<Workspace>().AddSingleton<HandOvers>();
        return s;
    }

    /// <summary>The worker: takes reports in, owns households, tells people.</summary>
    public static IServiceCollection AddHouseholds(this IServiceCollection s, Parts parts)
    {
        s.AddHostedService<LooksBack>();   // first: it sees what has changed before anything is taken in
        s.AddSingleton<JournalWriter>().AddHostedService(p => p.GetRequiredService<JournalWriter>());
        s.AddSingleton<IHouseholds, InProcessHouseholds>().AddSingleton<ITurnDoor, Turns>();
        s.AddSingleton<ReportStatuses>().AddSingleton<Intake.Intake>().AddSingleton<IReportDoor>(p => p.GetRequiredService<Intake.Intake>());
        s.AddKeyedSingleton(Delivery.Channels.Http, (_, _) => Delivery.Channels.Client()).AddSingleton(Delivery.Channels.InForce);
        s.AddHostedService<OutboxSender>();
        s.AddBus(new(parts.Bus, parts.Partitions), takesReports: true, takesTurns: true);
        return s.AddHostedService(p => p.GetRequiredService<Dispatch>()).AddHostedService<Sweep>().AddHostedService<Deadlines>().AddHostedService<RoleChanges>()
            .AddSingleton<SilentSources>().AddHostedService(p => p.GetRequiredService<SilentSources>())
            .AddSingleton<Delivery.WeeklyDigest>().AddHostedService(p => p.GetRequiredService<Delivery.WeeklyDigest>())
            .AddSingleton<FeedbackSender>().AddHostedService(p => p.GetRequiredService<FeedbackSender>());
    }

    /// <summary>Pages in a process of their own: they send decisions on, and own no household.</summary>
    public static IServiceCollection AddWayToHouseholds(this IServiceCollection s, Parts parts)
    {
        s.AddBus(new(parts.Bus, parts.Partitions), takesReports: false, takesTurns: false);
        return s.AddHostedService(p => p.GetRequiredService<Dispatch>());
    }

    /// <summary>Makes the journal ready, and reads the files, before anything starts: what is wrong with them is said at once.</summary>
    public static async Task Prepare(this IServiceProvider services, CancellationToken ct = default)
    {
        _ = (services.GetRequiredService<Senders>(), services.GetRequiredService<PatternSet>());
        _ = services.GetRequiredService<Delivery.ChannelSettings>();
        await Schema.Prepare(services.GetRequiredService<IDatabase>(), services.GetRequiredService<Parts>().Partitions, ct);
        await services.GetRequiredService<PeopleDirectory>().Open(ct);
    }

    /// <summary>What is in force, one line each, so that nothing is found by magic.</summary>
    public static IEnumerable<string> InForce(IServiceProvider services) =>
    [
        $"patterns: {string.Join(", ", services.GetRequiredService<PatternSet>().InForce.Select(p => p.Id))}",
        $"settings of the patterns: {InWords(services.GetRequiredService<PatternSet>())}",
        $"people: {services.GetRequiredService<PeopleDirectory>().InWords}",
        $"bank holidays: {(services.GetRequiredService<Parts>().Nation == Nation.Scotland ? "Scotland" : "England and Wales")}",
        $"agencies with messages of their own: {string.Join(", ", Agencies.AgencyList.InForce.SelectMany(a => a.Messages.Keys))}",
        $"channels: {string.Join(", ", services.GetRequiredService<IReadOnlyList<Delivery.IChannel>>().Select(c => c.Name))}",
        $"after a failed attempt the next follows in {Ladder.InWords}, then every hour; for S1 in {Ladder.LongestUrgent.TotalMinutes:0} min at most",
    ];

    private static string InWords(PatternSet patterns)
    {
        var changed = string.Join(", ", patterns.All.Where(p => p.IsChanged).Select(p => p.IsOn ? p.Id : $"{p.Id} (off)"));
        return patterns.Version is { } version ? $"version {version}, other than published: {(changed.Length > 0 ? changed : "nothing")}" : "as published";
    }
}
