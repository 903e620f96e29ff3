using Alerts.Households;

namespace Alerts.Services.Tests;

public sealed class SenderFileTests
{
    [Theory]
    [InlineData("""{"senders": [{"sender": "a", "agency": "gp", "apiKeySha256": "secret"}]}""", "senders[0].apiKeySha256: must be a SHA-256 in hexadecimal")]
    [InlineData("""{"senders": [{"sender": "a", "agency": "coven"}]}""", "senders[0].agency: is no sort of agency")]
    [InlineData("""{"senders": [{"sender": "a", "agency": "gp", "key": "secret"}]}""", "could not be mapped")]
    [InlineData("""{"senders": [{"sender": "(deadline)", "agency": "gp"}]}""", "senders[0].sender: must not begin with")]
    [InlineData("""{"senders": [{"sender": "person:amara.okafor", "agency": "gp"}]}""", "senders[0].sender: must not begin with")]
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
}
