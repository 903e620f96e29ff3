using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.People;
using Microsoft.Extensions.Configuration;

namespace Alerts.Services.Tests;

/// <summary>Whose bank holidays count is the partnership's to say.</summary>
public sealed class NationTests() : OnDatabase(TestDatabase.Sqlite)
{
    [Theory]
    [InlineData(null, Nation.EnglandAndWales), InlineData("", Nation.EnglandAndWales), InlineData("england-and-wales", Nation.EnglandAndWales), InlineData("scotland", Nation.Scotland)]
    public void The_setting_names_one(string? said, Nation nation) => Assert.Equal(nation, From(said).Nation);

    [Theory, InlineData("wales"), InlineData("Scotland"), InlineData("1")]
    public void Another_is_refused_at_the_start_by_the_setting_s_name(string said) =>
        Assert.Equal("ALERTS_NATION: must be england-and-wales or scotland", Assert.Throws<InvalidDataException>(() => From(said)).Message);

    [Fact]
    public async Task Decisions_are_given_it_and_the_start_says_it()
    {
        await using var worker = await Worker.Prepare(Parts with { Nation = Nation.Scotland }, null, null, null);
        Assert.Equal(Nation.Scotland, worker.Get<PeopleDirectory>().Current.Nation);
        Assert.Contains("bank holidays: Scotland", HouseholdsRegistration.InForce(worker.Get<IServiceProvider>()));
    }

    private static Parts From(string? nation) => Parts.From(new ConfigurationBuilder().AddInMemoryCollection([new(Settings.Nation, nation)]).Build());
}
