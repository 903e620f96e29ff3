using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Alerts.Households.Journal;

/// <summary>
/// SQLite in one file: one process, one writing connection (before 3.51.3 a second process could meet a race of the write-ahead log).
/// Every commit is synced to the disk. News stays inside the process.
/// </summary>
public sealed class SqliteDatabase : IDatabase, IDisposable
{
    private const string FileName = "alerts.db";
    private readonly string connectionString;
    private readonly SqliteConnection writer;
    private readonly SemaphoreSlim oneWriter = new(1, 1);
    private readonly FileStream onlyProcess;
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(10);

    static SqliteDatabase()
    {
        // Debian's patched library where there is one, the bundled one elsewhere.
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly,
            (name, _, _) => name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var library) ? library : 0);
        SQLitePCL.Batteries_V2.Init();
    }

    /// <exception cref="IOException">Another process has the file.</exception>
    public SqliteDatabase(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FileName);
        Description = $"SQLite, {file}";
        onlyProcess = Locked(file);
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 20 }.ToString();
        writer = new(connectionString);
        writer.Open();
        using var pragmas = writer.CreateCommand();
        pragmas.CommandText = "pragma journal_mode = wal; pragma synchronous = full;";
        pragmas.ExecuteNonQuery();
    }

    private static FileStream Locked(string file)
    {
        try
        {
            return new(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (taken is not FileNotFoundException and not DirectoryNotFoundException and not PathTooLongException)
        {
            throw new IOException($"{file}: another process has it open, a running service most likely. End that one and try again; on PostgreSQL both could run.", taken);
        }
    }

    /// <summary>A connection for reading alone, beside the one process that writes: it takes no lock of ours, checkpoints nothing, and cannot meet that race.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    internal static SqliteConnection ReadOnly(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) ? new(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 20 }.ToString())
            : throw new IOException($"{folder}: there is no journal here");
    }

    public string Description { get; }
    public string ForUpdate => "";
    public string ForUpdateSkipLocked => "";
    public event Action<string?>? News;

    public string IsOneOf(string parameter) => $"in {parameter}";

    public async Task<T> Read<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        return await read(connection);
    }

    public async Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> write, CancellationToken ct)
    {
        await oneWriter.WaitAsync(ct);
        try
        {
            await using var transaction = writer.BeginTransaction(deferred: false);
            var result = await write(writer, transaction);
            transaction.Commit();
            return result;
        }
        finally
        {
            oneWriter.Release();
        }
    }

    public Task Announce(string person, CancellationToken ct)
    {
        News?.Invoke(person);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // Closing the file under a write would lose what was about to be committed; who comes after is told that it is closed.
        oneWriter.Wait(LongestWrite);
        writer.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(connectionString));
        oneWriter.Dispose();
        onlyProcess.Dispose();
    }
}
