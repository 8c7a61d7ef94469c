using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>Events of calls as a switchboard records them.</summary>
internal static class PaperCalls
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    public static readonly CompanyId Garage = new(new Guid("11111111-0000-0000-0000-000000000001"));
    public static readonly CompanyId Bakery = new(new Guid("22222222-0000-0000-0000-000000000002"));
    public static readonly Guid Anna = new("00000000-0000-0000-0000-000000000201");
    public static readonly Guid Bram = new("00000000-0000-0000-0000-000000000202");

    public static CallPlaced AnnaCallsBram(DateTimeOffset? at = null) =>
        new(Guid.CreateVersion7(), at ?? Monday, Anna, "Anna de Vries", "201", "202", Bram, "Bram Hofstra");

    public static CallPlaced AnnaCallsNobody(DateTimeOffset? at = null) =>
        new(Guid.CreateVersion7(), at ?? Monday, Anna, "Anna de Vries", "201", "0201234567", null, null);

    public static CallPlaced AnnaCallsOutside(DateTimeOffset? at = null) =>
        new(Guid.CreateVersion7(), at ?? Monday, Anna, "Anna de Vries", "201", "+31201234567", null, null)
        {
            Device = DeviceKind.Phone,
            Shown = "+31205550101",
        };

    public static CallPlaced OutsideCallsAnna(string number = "+31301234567", string name = "") =>
        new(Guid.CreateVersion7(), Monday, null, name, number, "+31205550101", Anna, "Anna de Vries")
        {
            Device = DeviceKind.Trunk,
            Trunk = "Voorbeeld Telecom",
            IsAnonymous = number.Length == 0,
        };

    public static CallAnswered Answered(this CallPlaced placed, int after) =>
        new(placed.CallId, placed.At.AddSeconds(after), placed.CalleeId);

    public static LegMeasured Measured(this CallPlaced placed, bool? isCaller, double? mos) =>
        new(placed.CallId, placed.At, DeviceKind.Browser, "opus", 3000, 0, TimeSpan.FromMilliseconds(2), mos) { IsCaller = isCaller };

    public static CallEnded Ended(this CallPlaced placed, int after, CallOutcome outcome) =>
        new(placed.CallId, placed.At.AddSeconds(after), outcome);
}
