using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Telephony.Features;

/// <summary>What the initiator of a conference does with one of its members: the buttons beside their name.</summary>
internal static class ControlMember
{
    public static void Map(IEndpointRouteBuilder calls)
    {
        calls.MapMember("mute", (own, me, member) => new SwitchboardInput.MuteMember(own, me, member, On: true));
        calls.MapMember("unmute", (own, me, member) => new SwitchboardInput.MuteMember(own, me, member, On: false));
        calls.MapMember("remove", (own, me, member) => new SwitchboardInput.RemoveMember(own, me, member));
    }

    static void MapMember(this IEndpointRouteBuilder calls, string action, Func<CallId, UserId, CallId, SwitchboardInput> input) =>
        calls.MapPost(
            $"/{{id:guid}}/members/{{member:guid}}/{action}",
            async (Guid id, Guid member, IHandle<ControlCall.Command> control, CancellationToken ct) =>
                new CallWidgetResult(
                    await control.Handle(new ControlCall.Command(id, (call, me) => input(call, me, new CallId(member))), ct)
                )
        );
}
