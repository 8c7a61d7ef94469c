using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Telephony.Features;

/// <summary>The buttons of the call widget and the dial pad as POSTs; each answers with the widget as it then is.</summary>
internal static class CallActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var calls = routes.MapGroup("/calls").RequireAuthorization().DisableAntiforgery(); // the Host checks the token of every unsafe request
        calls.MapPost(
            "/dial",
            async ([FromForm] DialForm? form, IHandle<PlaceCall.Command> place, CancellationToken ct) =>
                new CallWidgetResult(await place.Handle(new PlaceCall.Command(form?.Target, LineOf(form?.Line), form?.CallerId), ct))
        );
        calls.MapAction("answer", (id, form) => new AnswerCall.Command(id, LineOf(form.Line)));
        calls.MapControl("refuse", (call, me) => new SwitchboardInput.Refuse(call, me));
        calls.MapControl("hang-up", (call, me) => new SwitchboardInput.HangUp(call, me));
        calls.MapControl("hold", (call, me) => new SwitchboardInput.Hold(call, me));
        calls.MapControl("resume", (call, me) => new SwitchboardInput.Resume(call, me));
        calls.MapAction("block", (id, _) => new BlockCaller.Command(id));
        calls.MapAction("mute", (id, _) => new MuteCall.Command(id, On: true));
        calls.MapAction("unmute", (id, _) => new MuteCall.Command(id, On: false));
        calls.MapAction("transfer", (id, form) => new BringIn.Command(id, form.Target, TransferTo));
        calls.MapAction("consult", (id, form) => new BringIn.Command(id, form.Target, ConsultBy(new LineId(LineOf(form.Line)))));
        calls.MapControl("connect", (call, me) => new SwitchboardInput.ConnectCalls(call, me, NewCall(), NewCall()));
        calls.MapControl("take-back", (call, me) => new SwitchboardInput.TakeBack(call, me));
        calls.MapAction("invite", (id, form) => new BringIn.Command(id, form.Target, Invite));
        calls.MapControl("end-conference", (call, me) => new SwitchboardInput.EndConference(call, me));
        ControlMember.Map(calls);
        calls.MapControl("park", (call, me) => new SwitchboardInput.Park(call, me, NewCall(), NewCall()));
        calls.MapAction("record", (id, _) => new RecordCall.Command(id));
        calls.MapControl("stop-recording", (call, me) => new SwitchboardInput.StopRecording(call, me));
        calls.MapControl("pause-recording", (call, me) => new SwitchboardInput.PauseRecording(call, me, On: true));
        calls.MapControl("resume-recording", (call, me) => new SwitchboardInput.PauseRecording(call, me, On: false));
        calls.MapControl("keep-recording", (call, me) => new SwitchboardInput.KeepRecording(call, me, IsKept: true));
        calls.MapControl("drop-recording", (call, me) => new SwitchboardInput.KeepRecording(call, me, IsKept: false));
        calls.MapAction("move", (id, form) => new MoveCall.Command(id, form.Browser, form.Phone, form.Mobile));
        calls.MapControl("stop-moving", (call, me) => new SwitchboardInput.StopMoving(call, me));
        calls.MapAction("take", (id, form) => new TakeCall.Command(id, LineOf(form.Line)));
        calls.MapAction("note", (id, form) => new NoteCall.Command(id, form.Note));
        calls.MapAction("digits", (id, form) => new SendDigits.Command(id, form.Digits));
    }

    static SwitchboardInput.TransferCall TransferTo(CallId call, UserId me, string target) => new(call, me, target, NewCall(), NewCall());

    static Func<CallId, UserId, string, SwitchboardInput> ConsultBy(LineId line) =>
        (call, me, target) => new SwitchboardInput.Consult(call, me, line, target, NewCall());

    static SwitchboardInput.Invite Invite(CallId call, UserId me, string target) => new(call, me, target, NewCall(), NewCall(), NewCall());

    static CallId NewCall() => new(Guid.CreateVersion7());

    static void MapControl(this RouteGroupBuilder calls, string action, Func<CallId, UserId, SwitchboardInput> input) =>
        calls.MapAction(action, (id, _) => new ControlCall.Command(id, input));

    static void MapAction<TCommand>(this RouteGroupBuilder calls, string action, Func<Guid, ActionForm, TCommand> command) =>
        calls.MapPost(
            $"/{{id:guid}}/{action}",
            async (Guid id, [FromForm] ActionForm? form, IHandle<TCommand> handler, CancellationToken ct) =>
                new CallWidgetResult(await handler.Handle(command(id, form ?? new ActionForm()), ct)) // of a form without fields nothing is made
        );

    /// <summary>What isn't a line's id is no line: the switchboard then says that the line is not ready.</summary>
    static Guid LineOf(string? line) => Guid.TryParse(line, out var id) ? id : Guid.Empty;

    // Properties, not constructor parameters: the form mapper takes every parameter for required.
    sealed record DialForm
    {
        public string? Target { get; init; }
        public string? CallerId { get; init; }
        public string? Line { get; init; }
    }

    sealed record ActionForm
    {
        public string? Line { get; init; }
        public string? Digits { get; init; }
        public string? Target { get; init; }
        public string? Note { get; init; }
        public Guid? Browser { get; init; }
        public Guid? Phone { get; init; }
        public bool Mobile { get; init; }
    }
}
