using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Phones;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>Makes a link that signs one of the person's phones in, and shows or sends it (M14.7-03). Each anew: what was sent before is dead.</summary>
internal static class SendPhoneLink
{
    // The Host checks the token of every unsafe request.
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/settings/applications/phone", Answer).DisableAntiforgery();

    static async Task<IResult> Answer(
        [FromForm] PhoneLinkWay way,
        [FromForm] string? number,
        [AsParameters] Parts parts,
        HttpContext context,
        CancellationToken ct
    )
    {
        var ways = await parts.Ways.Now(context.Request, ct);
        var token = SessionToken.New();
        var command = new Command(way, parts.Read(number), token, ways);
        var outcome = await parts.Send.Handle(command, ct);
        var refusal = (outcome as Outcome.Invalid)?.Failures[0].ErrorMessage;
        context.Response.StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        var address = ways.LinkOf(token);
        return new Fragment<ShownLink>(
            "/Features/ConnectMe.Identity/Settings/SendPhoneLink/_Link.cshtml",
            new ShownLink(way, command.SentTo, parts.Time.GetUtcNow() + PhoneLink.Lasts, refusal)
            {
                Address = address,
                Picture = way is PhoneLinkWay.Code && refusal is null ? QrCode.Of(address) : null,
            }
        );
    }

    /// <param name="Number">Null when what was typed is none.</param>
    public sealed record Command(PhoneLinkWay Way, string? Number, string Token, PossibleWays Ways)
    {
        public string? SentTo =>
            Way switch
            {
                PhoneLinkWay.Mail => Ways.Mail,
                PhoneLinkWay.Sms => Number,
                _ => null,
            };
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<PhoneText> text)
        {
            RuleFor(command => command.Way).IsInEnum().WithMessage(_ => text["NoSuchWay"]);
            RuleFor(command => command.Ways.Mail)
                .NotNull()
                .When(command => command.Way is PhoneLinkWay.Mail)
                .WithMessage(_ => text["NoMail"]);
            RuleFor(command => command.Ways.Sms)
                .Equal(true)
                .When(command => command.Way is PhoneLinkWay.Sms)
                .WithMessage(_ => text["NoSms"]);
            RuleFor(command => command.Number)
                .NotNull()
                .When(command => command.Way is PhoneLinkWay.Sms)
                .WithMessage(_ => text["NotANumber"]);
        }
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        PhoneLinks links,
        PhoneMail mail,
        PhoneWays ways,
        IStringLocalizer<PhoneText> text,
        ILogger<PhoneLinks> log
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (!links.TryBegin(me.User))
            {
                return Refused("TooMany");
            }

            links.Add(session, me, command.Token, command.Way, command.SentTo);
            var link = command.Ways.LinkOf(command.Token);
            if (command.Way is PhoneLinkWay.Mail && await session.LoadAsync<User>(me.User.Value, ct) is { } user)
            {
                await mail.SendLink(session, me.Company, user, link, ct);
            }

            await session.SaveChangesAsync(ct);
            log.PhoneLinkMade(me.User, me.Company, command.Way);
            if (command.Way is PhoneLinkWay.Sms && !await ways.Sms!.Send(me.Company, command.Number!, text["SmsLink", link], ct))
            {
                log.PhoneLinkNotSent(me.Company);
                return Refused("SmsFailed");
            }

            return Outcome.Done;
        }

        Outcome.Invalid Refused(string why) => new([new ValidationFailure(nameof(Command.Way), text[why])]);
    }

    internal sealed record Parts(IHandle<Command> Send, PhoneWays Ways, ICompanies Companies, ICurrentUser Me, TimeProvider Time)
    {
        /// <summary>In the notation of the company's country.</summary>
        public string? Read(string? number) => TelephoneNumbers.Read(number, Companies.Of(Me.Company).Country);
    }
}

/// <param name="Refusal">Why nothing was made or sent.</param>
internal sealed record ShownLink(PhoneLinkWay Way, string? SentTo, DateTimeOffset Until, string? Refusal)
{
    public string Address { get; init; } = "";

    public QrCode? Picture { get; init; }
}
