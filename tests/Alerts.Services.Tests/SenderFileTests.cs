using Alerts.Households;
using Alerts.Households.Sources;

namespace Alerts.Services.Tests;

public sealed class SenderFileTests
{
    [Theory]
    [InlineData("""{"senders": [{"sender": "a", "agency": "gp", "apiKeySha256": "secret"}]}""", "senders[0].apiKeySha256: must be a SHA-256 in hexadecimal")]
    [InlineData("""{"senders": [{"sender": "a", "agency": "coven"}]}""", "senders[0].agency: is no sort of agency")]
    [InlineData("""{"senders": [{"sender": "a", "agency": "gp", "key": "secret"}]}""", "could not be mapped")]
    [InlineData("""{"senders": [{"sender": "(deadline)", "agency": "gp"}]}""", "senders[0].sender: must not begin with")]
    [InlineData("""{"senders": [{"sender": "person:amara.okafor", "agency": "gp"}]}""", "senders[0].sender: must not begin with")]
    [InlineData("""{"senders": [{"sender": "a", "agency": "school", "owner": " "}]}""", "senders[0].owner: must be the id of a person")]
    [InlineData("""{"senders": [{"sender": "a", "agency": "school", "closed": [{"from": "2026-12-21", "to": "Easter"}]}]}""", "senders[0].closed[0].to: must be a day like 2026-12-21")]
    [InlineData("""{"senders": [{"sender": "a", "agency": "school", "closed": [{"from": "2026-12-21", "to": "2027-01-03"}, {"from": "2027-02-15", "to": "2027-02-14"}]}]}""", "senders[0].closed[1].to: must not be before from")]
    [InlineData("not JSON", "is an invalid")]
    public void A_sender_file_that_cannot_be_used_is_refused_at_the_start(string content, string rule)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, content);
        var refused = Assert.Throws<InvalidDataException>(() => SenderFile.Read(path));
        File.Delete(path);
        Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sender_may_name_who_looks_after_its_system_and_when_it_is_closed()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """{"senders": [{"sender": "a", "agency": "school", "owner": "grace.lin", "closed": [{"from": "2026-12-21", "to": "2027-01-03"}]}]}""");
        var sender = Assert.Single(SenderFile.Read(path).All);
        File.Delete(path);
        Assert.Equal(("grace.lin", new Closed(new(2026, 12, 21), new(2027, 1, 3))), (sender.Owner, Assert.Single(sender.Days)));
    }
}
