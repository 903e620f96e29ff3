using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Command and state in, events out: the only place where events are born. Each event is applied as it is born, so the state runs
/// ahead of the journal until the write is done; where the write fails, the state is thrown away and read again.
/// </summary>
public sealed class Decide
{
    private readonly Household household;
    private readonly Command command;
    private readonly RoleDirectory roles;
    private readonly List<Event> events = [];

    private Decide(Household household, Command command, RoleDirectory roles) => (this.household, this.command, this.roles) = (household, command, roles);

    /// <summary>What follows from the command. Nothing, when it was known already.</summary>
    public static IReadOnlyList<Event> On(Household household, Command command, RoleDirectory roles) => On(household, command, roles, Patterns.InForce);

    /// <summary>The same with a chosen set of patterns.</summary>
    public static IReadOnlyList<Event> On(Household household, Command command, RoleDirectory roles, IReadOnlyList<Pattern> patterns)
    {
        var decide = new Decide(household, command, roles);
        switch (command)
        {
            case RecordReport r when !household.Knows(r.Report.Id):
                decide.Record(r, patterns);
                break;
            case RecordReport:
                break;
            case DecideAlert d:
                decide.Answer(d);
                break;
            default:
                throw new InvalidOperationException($"command {command.GetType().Name} is not known to this version");
        }
        return decide.events;
    }

    private Change Born(Event e)
    {
        events.Add(e);
        return household.Apply(e);
    }

    private void Record(RecordReport recorded, IReadOnlyList<Pattern> patterns)
    {
        var change = Born(new ReportRecorded(recorded.LedgerId, recorded.Report) { At = command.At });
        foreach (var pattern in patterns)
        {
            try
            {
                new Evaluation(household, pattern, change, recorded.Report.Id, command.At, roles, e => Born(e)).Run();
            }
            // A bug in one pattern must not stop the others or lose the report.
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Born(new PatternFaulted(pattern.Id, recorded.Report.Id, fault.GetType().Name) { At = command.At });
            }
        }
    }

    private void Answer(DecideAlert decided)
    {
        var alert = household.Alert(decided.Alert);
        var refused = alert is null ? "there is no such alert"
            : !alert.IsOpen ? "somebody has decided it already"
            : decided.Seen != alert.Revision ? "there is something new on it that had not been seen"
            : Decisions.Refuse(decided.Decision, decided.Reason)?.Rule;
        Born(refused is null
            ? new AlertDecided(decided.Alert, alert!.Notice, decided.Person, decided.Decision, decided.Reason) { At = command.At }
            : new DecisionRefused(decided.Alert, decided.Person, refused) { At = command.At });
    }
}
