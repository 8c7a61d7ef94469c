using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Statuses that change at the worst moments, and forward in circles.</summary>
public partial class Simulation
{
    static readonly string[] Targets = ["201", "202", "203", "204", "0301234567", "112", "700", "299"];

    static SwitchboardInput FlowsOf(Happening h)
    {
        var employees = new Garage().Employees;
        return Garage.Flows([
            .. employees.Select((who, at) => (who, FlowOf(h, at))).Where((_, at) => h.What == 92 || (h.Wait >> at) % 2 == 0), // of all, or of some
        ]);
    }

    static CallFlow FlowOf(Happening h, int at)
    {
        var seed = h.Wait + (31 * h.Line) + (7 * h.Which) + (at * 13);
        var target = (seed % 7) switch
        {
            0 => CallTarget.Busy,
            1 => CallTarget.Nobody,
            5 or 6 => new CallTarget(CallTargetKind.Application, Application: Garage.Voicemail),
            2 => new CallTarget(CallTargetKind.Colleague, PersonId: Garage.Seeded((seed % 4) + 1, 1)),
            _ => new CallTarget(CallTargetKind.Number, Targets[seed % Targets.Length]),
        };
        var rings = (seed % 3) == 0 ? RungDevices.Chosen : (RungDevices)(seed % 8);
        var treatment = new CallTreatment(rings, Seconds: 5 + (seed % 20), InTurn: seed % 2 == 0, target);
        return new CallFlow(treatment, CallTreatment.Standard)
        {
            ForwardAll = seed % 4 == 0 ? new CallTarget(CallTargetKind.Number, Targets[(seed + at) % Targets.Length]) : null,
        };
    }
}
