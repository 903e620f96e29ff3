using System.Data.Common;

namespace Alerts.Households.Journal;

/// <summary>
/// A database that can hold the ledger and the journal. The SQL is one for both; here is only what differs: how to get a connection,
/// how rows are locked, and how word gets to whoever waits for news.
/// </summary>
public interface IDatabase
{
    /// <summary>In words for people, without any secret: "SQLite, data/alerts.db".</summary>
    string Description { get; }

    /// <summary>Appended to a select inside a transaction to hold its rows.</summary>
    string ForUpdate { get; }

    /// <summary>The same, passing over rows that somebody else holds.</summary>
    string ForUpdateSkipLocked { get; }

    /// <summary>"column is one of the values in this parameter": PostgreSQL takes a list as one array, SQLite as many parameters.</summary>
    string IsOneOf(string parameter);

    Task<T> Read<T>(Func<DbConnection, Task<T>> read, CancellationToken ct);

    /// <summary>Runs a transaction and commits it. Where this throws <see cref="CommitUnknownException"/>, it may have been committed.</summary>
    Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> write, CancellationToken ct);

    /// <summary>Says that there may be something new for a person, to every process that listens.</summary>
    Task Announce(string person, CancellationToken ct);

    /// <summary>Raised with a person's id on news; with null where anything may have been missed.</summary>
    event Action<string?>? News;
}

/// <summary>The answer to a COMMIT was lost: read back by key, never append again blindly.</summary>
public sealed class CommitUnknownException(Exception inner) : Exception("the outcome of a commit is not known", inner);
