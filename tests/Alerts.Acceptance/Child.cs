using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Alerts.Acceptance;

/// <summary>One of our programs as a process of its own, as it was built; everything that it says is kept. It is ended by its id.</summary>
public sealed partial class Child : IAsyncDisposable
{
    readonly Process process;
    readonly ConcurrentQueue<string> said = [];
    readonly string name;

    Child(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        this.name = name;
        var start = new ProcessStartInfo("dotnet", ["exec", Program(name), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // A variable of whoever runs the tests must not reach in.
        foreach (var theirs in start.Environment.Keys.Where(k => k.StartsWith("ALERTS_", StringComparison.Ordinal) || k.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(theirs);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Every line so far, of both streams.</summary>
    public string Said => string.Join('\n', said);

    public static Child Start(string name, IEnumerable<string>? arguments = null, IReadOnlyDictionary<string, string>? environment = null) =>
        new(name, arguments ?? [], environment ?? new Dictionary<string, string>());

    /// <summary>The first address that it says it listens on.</summary>
    public async Task<Uri> Address() => new(await Line(Listening(), 60));

    /// <summary>What the pattern's group finds, once a line fits.</summary>
    public async Task<string> Line(Regex pattern, int seconds = 30)
    {
        string? found = null;
        await Eventually.True(() => (found = said.Select(l => pattern.Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value) is not null || process.HasExited,
            $"{name} says {pattern}; it said:\n{Said}", seconds);
        return found ?? throw new InvalidOperationException($"{name} ended with {process.ExitCode}:\n{Said}");
    }

    /// <summary>The exit code, once it has ended by itself.</summary>
    public async Task<int> Ended(int seconds = 30)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>As `kill -9` does: no farewell to anybody.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>As `kill` does: it puts its things away first.</summary>
    public async Task Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await Ended();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    /// <summary>Beside this project's own output: services/NAME/bin/CONFIGURATION/FRAMEWORK.</summary>
    static string Program(string name)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(here.Parent!.Parent!.Parent!.Parent!.Parent!.FullName, "services", name, "bin", here.Parent.Name, here.Name, $"Alerts.{name}.dll");
    }

    void Keep(string? line)
    {
        if (line is not null)
            said.Enqueue(line);
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
