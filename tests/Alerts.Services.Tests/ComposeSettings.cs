using System.Text.RegularExpressions;
using Alerts.Households;

namespace Alerts.Services.Tests;

/// <summary>
/// Holds docker-compose.yml and the code together. Compose cannot run everywhere the tests do, and a misspelt setting
/// would not be noticed there either: the service would start with its default.
/// </summary>
public sealed class ComposeSettings
{
    private static readonly string[] StandardSettings = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME"];
    private static readonly string Compose = File.ReadAllText(Path.Combine(Root(), "docker-compose.yml"));

    [Fact]
    public void Every_setting_that_compose_gives_our_services_is_one_that_the_code_reads()
    {
        string[] blocks = [Block("x-service-environment"), Block("households", "environment"), Block("inbox", "environment")];
        var given = blocks.SelectMany(Keys).ToHashSet();

        Assert.Contains(Settings.Bus, given);
        Assert.Contains(Settings.Journal, given);
        Assert.Contains(Settings.Nation, given);
        Assert.Empty(given.Except(Settings.All).Except(StandardSettings));
    }

    [Fact]
    public void Only_the_inbox_is_told_that_demo_sign_in_may_listen_beyond_loopback() =>
        Assert.Equal(
            Count(Block("inbox", "environment"), Settings.DemoSignInBehindLoopbackPort),
            Count(Compose, Settings.DemoSignInBehindLoopbackPort));

    [Fact]
    public void Every_port_is_published_on_loopback_only()
    {
        var ports = Matches(@"^\s+ports: *\[(.*)\]").SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries)).ToList();

        Assert.Equal(Count(Compose, "ports:"), Matches(@"^\s+ports: *\[(.*)\]").Count);
        Assert.NotEmpty(ports);
        Assert.All(ports, port => Assert.StartsWith("\"127.0.0.1:", port, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_image_is_pinned_and_RabbitMQ_is_4_2()
    {
        var dockerfile = File.ReadAllText(Path.Combine(Root(), "infra/deploy/Dockerfile"));
        var images = Matches(@"^\s+image: *(\S+)").Concat(Matches(@"^FROM (\S+)", dockerfile)).ToList();

        Assert.All(images, image => Assert.Matches(@":\d+\.\d+(\.\d+)?(-[a-z]+)?$", image));
        Assert.Single(images, image => image.StartsWith("rabbitmq:4.2.", StringComparison.Ordinal));
        Assert.Single(images, image => image.StartsWith("postgres:17.", StringComparison.Ordinal));
    }

    /// <summary>The lines indented deeper than a key, found by the keys above it.</summary>
    private static string Block(params string[] keys)
    {
        var block = Compose;
        foreach (var key in keys)
        {
            var found = Regex.Match(block, $@"^( *){Regex.Escape(key)}:.*\n((?:\1 +.*\n|\n)+)", RegexOptions.Multiline);
            Assert.True(found.Success, $"docker-compose.yml has no {key}");
            block = found.Groups[2].Value;
        }
        return block;
    }

    private static List<string> Keys(string block) => Matches(@"^ +([A-Z_]+):", block);

    private static List<string> Matches(string pattern, string? text = null) =>
        [.. Regex.Matches(text ?? Compose, pattern, RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Alerts.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
