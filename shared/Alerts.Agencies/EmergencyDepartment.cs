using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Agencies;

/// <summary>
/// An emergency department sends one message for each attendance of a child that its safeguarding screen marks, in the words of its own
/// record (after the Emergency Care Data Set: attendance, patient, reason, disposal).
/// </summary>
public sealed class EmergencyDepartment : IAgency
{
    public string Sort => "ed";

    public IReadOnlyDictionary<string, Func<Fields, DateTimeOffset, Meaning>> Messages { get; } =
        new Dictionary<string, Func<Fields, DateTimeOffset, Meaning>> { ["ed-attendance.v1"] = Attendance };

    // What it sends: attendanceId, arrivedOn, recordedAt, patient {nhsNumber, localId, bornOn, name}, addressUprn,
    // reason (poisoning, injury, illness, left-before-seen), agent (medicine, other), medicineOfAnAdult, admitted,
    // selfHarm, returnVisit, note, cancels (an attendanceId entered in error), replaces.
    private static Meaning Attendance(Fields ed, DateTimeOffset now)
    {
        var patient = ed.Object("patient") ?? throw ed.Refuse("patient", "is required");
        var arrived = ed.Day("arrivedOn", Today(now).AddDays(1), "must not lie more than a day ahead") ?? throw ed.Refuse("arrivedOn", "is required");
        var child = new Subject(SubjectRoles.Child, patient.Optional("localId", 200),
            patient.Identity<NhsNumber>("nhsNumber", "must be an NHS number with a right check digit"),
            Born: patient.Day("bornOn", Today(now).AddDays(1), "must not lie ahead"), Name: patient.Optional("name", 200));
        patient.NothingElse();
        var id = ed.Required("attendanceId", 200);
        var (cancels, replaces) = ed.Earlier("cancels", "replaces", id);
        return new(id, KindOf(ed), new(arrived, Precision.Day),
            ed.Moment("recordedAt", now.AddDays(1)) ?? throw ed.Refuse("recordedAt", "is required"))
        {
            Subjects = [child],
            Address = ed.Identity<Uprn>("addressUprn", "must be a UPRN of one to twelve digits") is { } uprn ? new(uprn) : null,
            Detail = ed.Optional("note", 10_000, lines: true),
            Says = [.. new[] { ("admitted", "admitted"), ("medicineOfAnAdult", "adultMedicine"), ("selfHarm", "selfHarm"), ("returnVisit", "returnVisit") }
                .Where(f => ed.Flag(f.Item1)).Select(f => f.Item2)],
            Withdraws = cancels,
            Corrects = replaces,
        };
    }

    private static string KindOf(Fields ed)
    {
        var agent = ed.Optional("agent", 40);
        return (ed.Required("reason", 40), agent) switch
        {
            ("poisoning", "medicine") => Kinds.MedicationIngestion,
            ("poisoning", "other") => Kinds.SubstanceIngestion,
            ("poisoning", _) => throw ed.Refuse("agent", "must be medicine or other where the reason is poisoning"),
            ("injury", null) => "ed-attendance-injury",
            ("illness", null) => "ed-attendance-illness",
            ("left-before-seen", null) => "disengagement",
            ("injury" or "illness" or "left-before-seen", _) => throw ed.Refuse("agent", "is only for poisoning"),
            _ => throw ed.Refuse("reason", "must be poisoning, injury, illness or left-before-seen"),
        };
    }

    private static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
