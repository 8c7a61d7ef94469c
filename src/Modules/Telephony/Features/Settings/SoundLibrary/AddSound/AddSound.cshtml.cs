using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.SoundLibrary;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>A sound is sent as a file, or recorded in the browser, which sends a file too.</summary>
[Authorize(Rights.Administrator)]
[RequestSizeLimit(2 * CompanySound.MostBytes)]
internal sealed class AddSound(IHandle<AddSound.Command> add, IAuditedRequest audit) : FormPage<SoundFields>("_AddSoundForm")
{
    protected override string Next => ListSounds.Address;

    protected override Task<SoundFields?> Load(CancellationToken ct) =>
        Task.FromResult<SoundFields?>(new SoundFields { Kind = SoundKind.Announcement });

    protected override async Task<Outcome> Save(CancellationToken ct)
    {
        audit.About(Input.Name?.Trim() ?? "");
        return await add.Handle(new Command(Input, await SoundIntake.Content(Input.File, ct)), ct);
    }

    public sealed record Command(SoundFields Input, byte[] File);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(
            ICurrentUser me,
            ITelephonyConfigurations configurations,
            SoundFields.Rules rules,
            IStringLocalizer<SettingsText> text
        )
        {
            RuleFor(command => command.Input).SetValidator(rules);
            RuleFor(command => command.Input.Kind).NotNull().WithMessage(_ => text["ChooseOne"]);
            RuleFor(command => command)
                .CustomAsync(
                    async (_, context, ct) =>
                    {
                        if ((await configurations.Of(me.Company, ct)).Sounds.Count >= CompanySound.Most)
                        {
                            context.AddFailure("Input.Name", text["TooManySounds", CompanySound.Most]);
                        }
                    }
                );
        }
    }

    public sealed class Handler(IDocumentSession session, SoundIntake intake) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var input = command.Input;
            var (content, seconds, refusal) = intake.Take(command.File, input.Kind!.Value);
            if (content is null)
            {
                return new Outcome.Invalid([new ValidationFailure("Input.File", refusal)]);
            }

            var id = Guid.CreateVersion7();
            session.Store(content);
            session.Events.StartStream<CompanySound>(
                id,
                new CompanySoundAdded(id, input.Name!.Trim(), input.Kind.Value, input.SpokenLanguage, content.Id, seconds)
            );
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
