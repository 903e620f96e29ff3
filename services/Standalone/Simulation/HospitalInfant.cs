using Alerts.Domain;
using static Alerts.Standalone.Simulation.Diary;

namespace Alerts.Standalone.Simulation;

/// <summary>
/// An infant who is much in hospital: as in the published judgment of case 28, five admissions and three operations between the third and the
/// fourth month, here spread a little more and with the clinics that follow, nearly all kept.
/// </summary>
public sealed class HospitalInfant(Diary diary, Chance chance)
{
    private const double ClinicKept = 0.93;

    public void Live(Child child)
    {
        diary.OfChild(child, child.Born.AddDays(chance.Between(5, 60)), "community-paediatrics", Kinds.ComplexHealthNeed);
        var day = child.Born.AddDays(chance.Between(40, 90));
        for (var left = chance.Between(4, 8); left > 0; left--, day = day.AddDays(chance.Between(5, 25)))
        {
            if (chance.Happens(0.2))
                diary.OfChild(child, day, "ed", Kinds.EdAttendanceIllness);
            if (chance.Happens(0.4))
                diary.OfChild(child, day, "ed", Kinds.HospitalAdmission, Is("planned"));
            else
                diary.OfChild(child, day, "ed", Kinds.HospitalAdmission, Is("long"));
        }
        for (var clinic = day.AddDays(14); clinic < child.Birthday(2); clinic = clinic.AddDays(chance.Between(15, 45)))
            diary.OfChild(child, clinic, "ed", chance.Happens(ClinicKept) ? Kinds.AppointmentBrought : Kinds.WasNotBrought);
    }
}
