using System.Security.Cryptography;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Pictures;
using ConnectMe.Identity.Profiles;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>The user's photo is another one from now on, for everybody at once (M14.1-01), or none.</summary>
internal static class ChangePhoto
{
    /// <param name="Sent">The file; null: no photo any more.</param>
    public sealed record Command(byte[]? Sent)
    {
        /// <summary>What the validator made of it, so that a file is decoded once.</summary>
        internal byte[]? Image { get; set; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, IStringLocalizer<ProfileText> text, ILogger<ProfilePhoto> log) =>
            RuleFor(command => command)
                .Custom(
                    (command, context) =>
                    {
                        if (command.Sent is not { } sent)
                        {
                            return;
                        }

                        (command.Image, var refusal) = PhotoImage.Read(sent);
                        if (refusal is not null)
                        {
                            log.PhotoRefused(me.User, me.Company, sent.Length, refusal);
                            context.AddFailure(
                                new ValidationFailure(
                                    "photo",
                                    text[refusal, SentPicture.MostBytes / 1024 / 1024, SentPicture.MostMegapixels]
                                )
                            );
                        }
                    }
                );
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, FaceNews news) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (command.Image is { } image)
            {
                session.Store(new ProfilePhoto(me.User.Value, Convert.ToHexStringLower(SHA256.HashData(image))[..HashLength], image));
            }
            else
            {
                session.Delete<ProfilePhoto>(me.User.Value);
            }

            await session.SaveChangesAsync(ct);
            await news.TellOfMe(ct);
            return Outcome.Done;
        }

        const int HashLength = 32;
    }
}

internal static partial class PhotoLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The photo that {User} of {Company} sent ({Bytes} bytes) was refused: {Why}")]
    public static partial void PhotoRefused(this ILogger log, UserId user, CompanyId company, int bytes, string why);
}
