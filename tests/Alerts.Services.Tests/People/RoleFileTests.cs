using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.People;

namespace Alerts.Services.Tests.People;

/// <summary>The role file is read strictly: what cannot be used is named by its place and its rule.</summary>
public sealed class RoleFileTests
{
    private const string Duty = """{"id": "a", "name": "A. Duty", "title": "Duty manager"}""";

    [Theory]
    [InlineData($$"""{"people": [{{Duty}}], "roles": [{"role": "HV", "person": "a"}]}""", "nobody holds FD")]
    [InlineData($$"""{"people": [{{Duty}}], "roles": [{"role": "FD", "person": "b"}]}""", "roles[0].person: nobody in people has this id")]
    [InlineData($$"""{"people": [{{Duty}}], "roles": [{"role": "XX", "person": "a"}]}""", "roles[0].role: is no role code")]
    [InlineData($$"""{"people": [{{Duty}}], "roles": [{"role": "FD", "person": "a", "rank": "boss"}]}""", "roles[0].rank: must be holder, deputy or manager")]
    [InlineData($$"""{"people": [{{Duty}}], "roles": [{"role": "FD", "person": "a", "hours": "nights"}]}""", "roles[0].hours: must be always, office or out-of-hours")]
    [InlineData($$"""{"people": [{{Duty}}], "roles": [{"role": "FD", "person": "a", "from": "20 November"}]}""", "roles[0].from: must be a day like")]
    [InlineData($$"""{"people": [{{Duty}}], "roles": [{"role": "FD", "person": "a", "child": "12", "household": "00000000000000000000000000000001"}]}""", "roles[0].household")]
    [InlineData($$"""{"people": [{{Duty}}, {{Duty}}], "roles": [{"role": "FD", "person": "a"}]}""", "people[1].id: was used before")]
    [InlineData("""{"people": [{"id": "a b", "name": "A", "title": "T"}], "roles": []}""", "people[0].id: must be 1 to 100 letters")]
    [InlineData("""{"people": [{"id": "a", "name": "A", "title": "T", "contacts": {"fax": "1"}}], "roles": [{"role": "FD", "person": "a"}]}""", "people[0].contacts.fax: is no way to reach a person")]
    [InlineData("""{"people": [{"id": "a", "name": "A", "title": "T", "contacts": {"email": "secret"}}], "roles": [{"role": "FD", "person": "a"}]}""", "people[0].contacts.email: must be an e-mail address")]
    [InlineData($$"""{"people": [{{Duty}}], "roles": [{"role": "FD", "person": "a"}], "away": [{"person": "a", "from": "2026-12-02", "until": "2026-12-01"}]}""", "away[0].until: must lie after from")]
    [InlineData($$"""{"people": [{{Duty}}], "roles": [{"role": "FD", "person": "a"}], "away": [{"person": "a", "from": "2026-12-01", "until": "2026-12-02", "cover": "a"}]}""", "away[0].cover: must be somebody else")]
    [InlineData($$"""{"people": [{{Duty}}], "roles": [{"role": "FD", "person": "a", "key": "secret"}]}""", "could not be mapped")]
    [InlineData("not JSON", "is an invalid")]
    public void A_role_file_that_cannot_be_used_is_refused_with_the_place_and_the_rule(string content, string rule)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Load(content));
        Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void People_contacts_ranks_hours_days_and_absences_are_read()
    {
        var edit = Load("""
            {"people": [
               {"id": "a", "name": "A. Duty", "title": "Duty manager", "organisation": "demo-childrens-social-care", "contacts": {"email": "a@example.org", "mobile": "07700 900001"}},
               {"id": "b", "name": "B. Night", "title": "Emergency Duty Team"}],
             "roles": [
               {"role": "FD", "person": "a", "hours": "office"},
               {"role": "FD", "person": "b", "hours": "out-of-hours"},
               {"role": "HV", "person": "b", "rank": "deputy", "area": "ST4", "from": "2026-07-01", "until": "2026-12-01"}],
             "away": [{"person": "a", "from": "2026-12-24", "until": "2027-01-02T09:00:00Z", "cover": "b"}]}
            """).AsEdit(DateTimeOffset.UnixEpoch);
        Assert.Equal("demo-childrens-social-care", edit.People[0].Organisation);
        Assert.Equal([("email", "a@example.org"), ("sms", "+447700900001")], edit.Contacts.Select(c => (c.Channel, c.Address)));
        Assert.Equal([Hours.Office, Hours.OutOfHours, Hours.Always], edit.Begins.Select(h => h.Holding.Hours));
        // Days begin at midnight here, in summer an hour before midnight in Greenwich.
        Assert.Equal((Rank.Deputy, "ST4", new DateTimeOffset(2026, 6, 30, 23, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)),
            (edit.Begins[2].Holding.Rank, edit.Begins[2].Holding.Area, edit.Begins[2].Holding.From!.Value, edit.Begins[2].Holding.Until!.Value));
        Assert.Equal(("a", "b"), (edit.Leave[0].Away.Person, edit.Leave[0].Away.Cover!.Id));
    }

    [Fact]
    public void The_front_door_may_be_shared_between_office_hours_and_nights_but_must_not_have_a_hole()
    {
        var (now, a) = (new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), new Professional("a", "A", "A"));
        DateTimeOffset? Empty(params Holding[] held) => (Roster.Empty with { Held = [.. held.Select((h, i) => new HeldRole($"{i}", h, "test", now))] }).FrontDoorEmpty(now);
        Assert.Null(Empty(new Holding("FD", a, Hours: Hours.Office), new Holding("FD", a, Hours: Hours.OutOfHours)));
        Assert.Equal(now, Empty(new Holding("FD", a, Hours: Hours.Office)));
        Assert.Equal(now, Empty(new Holding("FD", a, Rank: Rank.Deputy), new Holding("FD", a, Area: "ST4"), new Holding("FD", a, Guid.NewGuid())));
        Assert.Equal(now.AddDays(1), Empty(new Holding("FD", a, Until: now.AddDays(1)), new Holding("FD", a, From: now.AddDays(2))));
        Assert.Null(Empty(new Holding("FD", a, Until: now.AddDays(2)), new Holding("FD", a, From: now.AddDays(1))));
    }

    private static RoleFile Load(string content)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);
            return RoleFile.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
