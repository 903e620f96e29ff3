using Alerts.Inbox;

namespace Alerts.Services.Tests.Inbox;

public class DemoSignInTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.0.0.9:0")]
    [InlineData("http://localhost:5000")]
    [InlineData("https://LOCALHOST:5001/")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://unix:/run/alerts.sock")]
    public void It_starts_on_loopback(string url) => DemoSignIn.RefuseUnlessLoopback([url], explicitlyAllowed: false);

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://+:80")]
    [InlineData("http://*:80")]
    [InlineData("http://10.0.0.4:8080")]
    [InlineData("http://alerts.example:8080")]
    [InlineData("http://localhost.example:8080")]
    public void It_refuses_any_other_address_and_says_which(string url)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => DemoSignIn.RefuseUnlessLoopback(["http://127.0.0.1:1", url], explicitlyAllowed: false));
        Assert.Contains(url, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_address_must_be_allowed_explicitly() => DemoSignIn.RefuseUnlessLoopback(["http://0.0.0.0:8080"], explicitlyAllowed: true);
}
