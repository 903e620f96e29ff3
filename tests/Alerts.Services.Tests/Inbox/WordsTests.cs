using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Inbox;

namespace Alerts.Services.Tests.Inbox;

public class WordsTests
{
    [Fact]
    public void No_severity_code_reaches_a_reader() =>
        Assert.Equal("graver than before: “act now” instead of “same working day”", Words.Spoken("graver than before: S1 instead of S2"));

    [Fact]
    public void A_role_to_pass_it_on_to_names_who_gets_it_and_who_stands_in()
    {
        var tom = new Professional("tom", "Tom Hughes", "School nurse");
        Assert.Equal("School nurse: Tom Hughes", Words.Gets(new("SN", tom)));
        Assert.Equal("School nurse: Tom Hughes, as deputy", Words.Gets(new("SN", tom, As: StandsIn.Deputy)));
        Assert.Equal("Named doctor: nobody can be told, so Tom Hughes gets it (front-door duty manager)", Words.Gets(new("FD", tom, InsteadOf: "ND")));
        Assert.Equal("Tom Hughes, front-door duty manager (instead of the named doctor: nobody could be told)", Words.Has(new("FD", tom, InsteadOf: "ND")));
    }

    [Fact]
    public void Every_severity_has_its_clock_in_words() => Assert.All(Enum.GetValues<Severity>(), s => Assert.NotEmpty(Words.Clock(s)));

    [Fact]
    public void Every_role_has_words_and_the_pages_list_no_other()
    {
        Assert.All(RoleDirectory.Codes, r => Assert.NotEqual(r, Words.Role(r)));
        Assert.All(Words.AllRoles, r => Assert.True(RoleDirectory.IsKnown(r), $"{r} is no known role"));
    }

    [Fact]
    public void Every_role_but_the_familys_own_workers_has_an_invented_holder_in_the_demonstration()
    {
        var demonstration = RoleFile.Read(DemoFiles.Roles);
        Assert.Equal(["ASW", "LP"], RoleDirectory.Codes.Where(r => demonstration.Holder(r, Guid.Empty) is null));
    }

    [Theory]
    [InlineData("community-paediatrics", "Community paediatrics")]
    [InlineData("ed", "Emergency department")]
    public void An_agency_is_said_in_words(string sort, string words) => Assert.Equal(words, Words.Agency(sort));

    [Theory]
    [InlineData("Named nurse", "named nurse")]
    [InlineData("GP practice safeguarding lead", "GP practice safeguarding lead")]
    [InlineData("Think Space co-ordinator", "Think Space co-ordinator")]
    [InlineData("An RSPCA inspector", "an RSPCA inspector")]
    public void Abbreviations_and_proper_names_keep_their_capitals(string role, string inline) => Assert.Equal(inline, Words.Inline(role));

    [Theory]
    [InlineData(0, "the time is over"), InlineData(59, "less than an hour left"), InlineData(60, "1 hour left"), InlineData(119, "1 hour left"), InlineData(12 * 60, "12 hours left"), InlineData(2 * 24 * 60, "2 days left")]
    public void What_is_left_is_said_by_the_hour_and_then_by_the_day(int minutes, string words) => Assert.Equal(words, Words.Left(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void Times_are_said_as_in_Britain() =>
        Assert.Equal("1 July 2026, 11:02", Words.When(new(2026, 7, 1, 10, 2, 0, TimeSpan.Zero)));
}
