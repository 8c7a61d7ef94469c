using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Of whom the company demands a second factor, and which (A10-01).</summary>
[Authorize(Rights.Administrator)]
internal sealed class ChangeSignInPolicy(IHandle<ChangeSignInPolicy.Command> change, ICurrentUser me, SecondFactorsInMemory memory)
    : FormPage<PolicyFields>("_PolicyFields")
{
    /// <summary>Outside the demo administrators always have one: nothing to choose.</summary>
    public bool AreAdministratorsFree => SecondFactorRules.IsDemo(me.Company);

    /// <summary>What people can't use yet, since the company has not set how it is sent.</summary>
    public bool IsReady(SecondFactorMethod method) => memory.IsReady(me.Company, method);

    protected override Task<PolicyFields?> Load(CancellationToken ct) =>
        Task.FromResult<PolicyFields?>(PolicyFields.Of(memory.Policy(me.Company)));

    protected override Task<Outcome> Save(CancellationToken ct)
    {
        ModelState.Clear(); // validators speak
        return change.Handle(new Command(Input), ct);
    }

    public sealed record Command(PolicyFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<SecondFactorText> text) =>
            RuleFor(command => command.Input.App)
                .Must((command, _) => command.Input.App || command.Input.Passkey)
                .WithMessage(_ => text["AllowOne"]);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = SignInPolicy.IdOf(me.Company.Value);
            var stream = await session.Events.FetchForWriting<SignInPolicy>(id, ct);
            var before = stream.Aggregate ?? SignInPolicy.Standard(me.Company.Value);
            stream.AppendMany(before.Change(command.Input.Demand, command.Input.Methods, before.People, time.GetUtcNow(), me.User.Value));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}

/// <summary>What the administrator chooses.</summary>
internal sealed record PolicyFields
{
    public bool Everybody { get; init; }
    public bool Administrators { get; init; }
    public bool Supervisors { get; init; }
    public bool Agents { get; init; }
    public bool Passkey { get; init; }
    public bool App { get; init; }
    public bool Sms { get; init; }
    public bool Email { get; init; }

    public SecondFactorDemand Demand =>
        (Everybody ? SecondFactorDemand.Everybody : SecondFactorDemand.Nobody)
        | (Administrators ? SecondFactorDemand.Administrators : SecondFactorDemand.Nobody)
        | (Supervisors ? SecondFactorDemand.Supervisors : SecondFactorDemand.Nobody)
        | (Agents ? SecondFactorDemand.Agents : SecondFactorDemand.Nobody);

    public IReadOnlyList<SecondFactorMethod> Methods =>
        [
            .. new (SecondFactorMethod Method, bool IsAllowed)[]
            {
                (SecondFactorMethod.Passkey, Passkey),
                (SecondFactorMethod.App, App),
                (SecondFactorMethod.Sms, Sms),
                (SecondFactorMethod.Email, Email),
            }
                .Where(one => one.IsAllowed)
                .Select(one => one.Method),
        ];

    public static PolicyFields Of(SignInPolicy policy) =>
        new()
        {
            Everybody = policy.Demand.HasFlag(SecondFactorDemand.Everybody),
            Administrators = policy.Demand.HasFlag(SecondFactorDemand.Administrators),
            Supervisors = policy.Demand.HasFlag(SecondFactorDemand.Supervisors),
            Agents = policy.Demand.HasFlag(SecondFactorDemand.Agents),
            Passkey = policy.Methods.Contains(SecondFactorMethod.Passkey),
            App = policy.Methods.Contains(SecondFactorMethod.App),
            Sms = policy.Methods.Contains(SecondFactorMethod.Sms),
            Email = policy.Methods.Contains(SecondFactorMethod.Email),
        };
}
