using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ConnectMe.Architecture.Tests;

/// <summary>
/// Nothing goes to the telephone network unless the guard on calls to outside counted it, whichever feature asks for it (A4-03). Read from IL:
/// a way past the guard that somebody writes later is found here.
/// </summary>
public class OutboundLegTests
{
    const string Switching = "ConnectMe.Telephony.Switching.";
    const string Trunk = Switching + "Endpoint/Trunk";
    const string Route = Switching + "OutsideRoute";
    const string Guard = Switching + "DialGuard";

    /// <summary>Every call and construction in methods that we wrote.</summary>
    static readonly IReadOnlyList<(string From, MethodReference Called)> Calls = [.. Product.Assemblies.SelectMany(CallsIn)];

    [Fact]
    [Spec("A4-03")]
    public void A_leg_of_a_trunk_is_made_where_a_call_with_a_route_rings_and_where_a_trunk_calls_us()
    {
        Assert.Equal(["ConnectMe.Telephony.Signalling.SipLegs.Incoming", Switching + "Switchboard.RingNextTrunk"], MakersOf(Trunk));
        Assert.Contains(CalledBy(Switching + "Switchboard.RingNextTrunk"), called => called == Route + ".get_E164");
    }

    [Fact]
    [Spec("A4-03")]
    public void A_route_to_outside_is_made_where_the_guard_counts_it_or_counts_on_after_a_crash()
    {
        Assert.Equal([Switching + "Switchboard.RouteOutside", Switching + "Switchboard.RouteTakenUp"], MakersOf(Route));
        Assert.Contains(CalledBy(Switching + "Switchboard.RouteTakenUp"), called => called == Guard + ".TakeUp");
        Assert.Contains(CalledBy(Switching + "Switchboard.RouteOutside"), called => called == Guard + ".Count");
        Assert.Contains(CalledBy(Guard + ".Count"), called => called == Guard + ".WhyNot");
    }

    [Fact]
    [Spec("A4-03")]
    public void Only_a_leg_that_the_switchboard_rings_becomes_a_request_to_call()
    {
        Assert.Equal([Switching + "Switchboard.Settle"], MakersOf(Switching + "SwitchboardEffect/RingLeg"));
        Assert.Equal(["ConnectMe.Telephony.Signalling.SipLegs.Invite"], CallersOf("ConnectMe.Sip.UserAgents.UserAgent.Invite"));
        Assert.Equal(["ConnectMe.Telephony.Signalling.SipLegs.Ring"], CallersOf("ConnectMe.Telephony.Signalling.SipLegs.Invite"));
    }

    /// <summary>Who constructs it, or changes a copy of one.</summary>
    static List<string> MakersOf(string type) =>
        Named(
            Calls
                .Where(call => call.Called.DeclaringType.FullName == type && IsMaking(call.Called.Name))
                .Where(call => !call.From.StartsWith(type.Replace('/', '.') + ".", StringComparison.Ordinal))
                .Select(call => call.From)
        );

    static bool IsMaking(string method) => method == ".ctor" || method.StartsWith("set_", StringComparison.Ordinal);

    static List<string> CallersOf(string method) =>
        Named(Calls.Where(call => NameOf(call.Called) == method && call.From != method).Select(call => call.From));

    static IEnumerable<string> CalledBy(string method) => Calls.Where(call => call.From == method).Select(call => NameOf(call.Called));

    static List<string> Named(IEnumerable<string> names) => [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    static IEnumerable<(string From, MethodReference Called)> CallsIn(System.Reflection.Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters(ReadingMode.Immediate));
        return
        [
            .. from type in module.GetTypes()
            where !type.FullName.StartsWith("OrleansCodeGen.", StringComparison.Ordinal) // copies of what is there, between silos
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            where instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj or Code.Ldftn or Code.Ldvirtftn
            select (NameOf(method), (MethodReference)instruction.Operand),
        ];
    }

    /// <summary>A lambda, a local function and the rest of an async method count as the method they are written in.</summary>
    static string NameOf(MethodReference method)
    {
        var (type, name) = (method.DeclaringType, Written(method.Name));
        while (type is { IsNested: true, Name: ['<', ..] })
        {
            name = name == "MoveNext" ? Written(type.Name) : name;
            type = type.DeclaringType;
        }

        return $"{type.FullName.Replace('/', '.')}.{name}";
    }

    /// <summary>"Invite" of &lt;Invite&gt;b__0.</summary>
    static string Written(string name) =>
        name is ['<', ..] && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? name[..end].TrimStart('<') : name;
}
