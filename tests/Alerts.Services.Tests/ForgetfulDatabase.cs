using System.Data.Common;
using Alerts.Households.Journal;

namespace Alerts.Services.Tests;

public enum When { Never, BeforeTheCommit, AfterTheCommit }

/// <summary>A database whose answer to the next commit is lost: the write was not done, or it was and nobody says so.</summary>
sealed class ForgetfulDatabase(IDatabase inner) : Through(inner)
{
    public When Forgets { get; set; }

    /// <summary>Which writes it forgets, counted from the moment when it was told to; all where none is given.</summary>
    public int Times { get; set; } = int.MaxValue;

    public override async Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> write, CancellationToken ct)
    {
        var forgets = Forgets;
        if (forgets == When.Never || Times-- <= 0)
            return await base.Write(write, ct);
        if (forgets == When.AfterTheCommit)
            await base.Write(write, ct);
        else
            await Assert.ThrowsAsync<RolledBack>(() => base.Write<T>(async (c, t) => { await write(c, t); throw new RolledBack(); }, ct));
        throw new CommitUnknownException(new IOException("the connection was lost"));
    }

    private sealed class RolledBack : Exception;
}
