using System.Text.Json;
using Alerts.Domain;
using static Alerts.Standalone.Simulation.Diary;

namespace Alerts.Standalone.Simulation;

/// <summary>A child's clinics and health-visitor reviews: brought, not brought, or cancelled by one side or the other.</summary>
public sealed class Appointments(Diary diary, Chance chance)
{
    private const int Adult = 18;
    private static readonly (string, JsonElement)[] Specialties = [.. Enumerable.Range(0, Rates.SpecialtiesOfDisabled).Select(i => With("specialty", $"specialty {i}"))];

    private Family Family => diary.Family;

    public void Live(Child child)
    {
        Clinics(child);
        Reviews(child);
    }

    private void Clinics(Child child)
    {
        if (Family.Stratum == Stratum.DisabledChild && child == Family.Named)
        {
            var aYear = chance.Between(Rates.AppointmentsOfDisabledFrom, Rates.AppointmentsOfDisabledTo);
            Clinic(child, child.Born.AddMonths(3), child.Birthday(Adult), aYear, chance.Between(Rates.MissedByDisabledFrom, Rates.MissedByDisabledTo), Rates.SpecialtiesOfDisabled, critical: true);
            return;
        }
        var onShares = Rates.OnShares(Family.Need);
        var developmental = chance.Happens(Rates.IsDevelopmental);
        if (chance.Happens(Math.Min(0.5, Rates.LastingClinic * onShares)))
            Clinic(child, child.Born.AddMonths(3), child.Birthday(Adult), Rates.LastingClinicAppointments,
                (developmental ? Rates.MissedDevelopmental : Rates.Missed) * onShares, 1, chance.Happens(Rates.IsCritical));
        foreach (var first in chance.Days(Later(child.Born, diary.Days.From), Earlier(child.Birthday(Adult), diary.Days.To), Rates.PassingClinic * onShares))
        {
            var missed = false;
            var critical = chance.Happens(Rates.IsCritical);
            var day = first;
            for (var left = 1 + chance.Poisson(Rates.PassingClinicMore); left > 0; left--, day = day.AddDays(chance.Between(30, 100)))
                missed = Offered(child, day, Rates.Missed * onShares, missed, 0, critical);
        }
    }

    // Of several specialties the first alone is one that the clinic marks.
    private void Clinic(Child child, DateOnly from, DateOnly to, double aYear, double share, int specialties, bool critical)
    {
        var missed = false;
        foreach (var day in chance.Days(Later(from, diary.Days.From), Earlier(to, diary.Days.To), aYear))
            missed = chance.Between(0, specialties - 1) is var specialty && Offered(child, day, share, missed, specialty, critical && specialty == 0);
    }

    // Whether the child was missed: an appointment that was cancelled leaves that as it was.
    private bool Offered(Child child, DateOnly day, double share, bool missedBefore, int specialty, bool critical)
    {
        var agency = chance.OneOf("community-paediatrics", "community-paediatrics", "ed");
        var cancelled = chance.Share();
        if (cancelled < Rates.CancelledByService)
            diary.OfChild(child, day, agency, Kinds.AppointmentCancelled, With("by", "service"));
        else if (cancelled < Rates.CancelledByService + Rates.CancelledByCarer * Rates.CancelledLate)
            diary.OfChild(child, day, agency, Kinds.AppointmentCancelled, With("by", "carer"), Is("late"));
        else if (cancelled < Rates.CancelledByService + Rates.CancelledByCarer)
            diary.OfChild(child, day, agency, Kinds.AppointmentCancelled, With("by", "carer"));
        else
        {
            var missed = chance.Happens(Math.Min(0.9, share * (missedBefore ? Rates.AfterMissed : Rates.AfterBrought)));
            var kind = missed ? Kinds.WasNotBrought : Kinds.AppointmentBrought;
            if (critical)
                diary.OfChild(child, day, agency, kind, Specialties[specialty], Is("critical"));
            else
                diary.OfChild(child, day, agency, kind, Specialties[specialty]);
            return missed;
        }
        return missedBefore;
    }

    // Five reviews: the new-birth visit and the one after it at home, three later ones in a clinic.
    private void Reviews(Child child)
    {
        var firstVisit = child.Born.AddDays(chance.Between(10, 16));
        if (chance.Happens(Rates.NewBirthVisitMissed * Rates.OnShares(Family.Need)))
            diary.OfChild(child, firstVisit, "health-visiting", Kinds.MissedVisit);
        else
            diary.OfChild(child, firstVisit, "health-visiting", Kinds.HomeVisitNoConcern, Is("childSeen"), Is("homeSeen"));
        if (chance.Happens(Rates.LaterReviewDone))
            diary.OfChild(child, child.Born.AddDays(chance.Between(42, 56)), "health-visiting", Kinds.HomeVisitNoConcern, Is("childSeen"), Is("homeSeen"));
        foreach (var months in (ReadOnlySpan<int>)[12, 28])
        {
            var day = child.Born.AddMonths(months).AddDays(chance.Between(-30, 60));
            if (chance.Happens(Rates.LaterReviewDone))
                diary.OfChild(child, day, "health-visiting", Kinds.AppointmentBrought);
            else if (chance.Happens(Rates.LaterReviewNotBrought / (1 - Rates.LaterReviewDone) * Rates.OnShares(Family.Need)))
                diary.OfChild(child, day, "health-visiting", Kinds.WasNotBrought);
        }
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
