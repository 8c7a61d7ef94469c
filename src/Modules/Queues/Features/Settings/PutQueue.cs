using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Queues.Features;

/// <summary>Adds a queue, or changes the one with that id (A7-01).</summary>
internal static class PutQueue
{
    public sealed record Command(Guid Id, QueueFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(
            QueueRules rules,
            IFreeExtensions extensions,
            QueueTargets targets,
            ICurrentUser me,
            QueuesInMemory queues,
            IStringLocalizer<QueuesText> text
        )
        {
            RuleFor(command => command.Input).SetValidator(rules);
            RuleFor(command => command)
                .CustomAsync(
                    async (command, context, ct) =>
                    {
                        var all = (await queues.Of(me.Company, ct)).Queues;
                        if (all.All.Any(queue => queue.Id != command.Id && IsCalled(queue, command.Input.Name)))
                        {
                            Refuse(nameof(QueueFields.Name), text["NameTaken"]);
                        }

                        var own = all.Find(command.Id);
                        if (own is null && all.All.Count >= CompanyQueues.Most)
                        {
                            Refuse(nameof(QueueFields.Name), text["TooMany", CompanyQueues.Most]);
                        }

                        if (await extensions.WhyNot(me.Company, command.Input.Extension, own?.Extension, ct) is { } why)
                        {
                            Refuse(nameof(QueueFields.Extension), why);
                        }

                        if (command.Input.MailboxNumber?.Trim() is { Length: > 0 } mailbox)
                        {
                            var refusal =
                                mailbox == command.Input.Extension?.Trim()
                                    ? text["ExtensionTaken", command.Input.Name?.Trim() ?? ""].Value
                                    : await extensions.WhyNot(me.Company, mailbox, own?.MailboxNumber, ct);
                            if (refusal is not null)
                            {
                                Refuse(nameof(QueueFields.MailboxNumber), refusal);
                            }
                        }

                        await Target(command.Input.Overflow, nameof(QueueFields.Overflow));
                        await Target(command.Input.WhenNobody, nameof(QueueFields.WhenNobody));

                        async Task Target(TargetFields target, string field)
                        {
                            if (target.Then is not CallTargetKind.Number)
                            {
                                return;
                            }

                            if (await targets.Refuse(target.Number, command.Id, ct) is { } refusal)
                            {
                                Refuse($"{field}.{nameof(TargetFields.Number)}", text[refusal]);
                            }
                            else if (command.Input.ChargedTo is null && await targets.IsOutside(target, ct))
                            {
                                Refuse(nameof(QueueFields.ChargedTo), text["ChargedToMissing"]);
                            }
                        }

                        void Refuse(string field, string why) => context.AddFailure($"{nameof(Command.Input)}.{field}", why);
                    }
                );
        }

        static bool IsCalled(Queue queue, string? name) => string.Equals(queue.Name, name?.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, IPeople people) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var turns = (await people.Of(me.Company, ct))
                .Where(person => person.IsAgent)
                .OrderBy(person => person.Name, StringComparer.CurrentCulture);
            var queue = command.Input.ToQueue(command.Id, turns.Select(person => person.Id.Value));
            var gone = await session.Query<QueueSignIn>().Where(one => one.QueueId == command.Id).ToListAsync(ct);
            foreach (var signIn in gone.Where(one => !queue.HasMember(one.PersonId)))
            {
                session.Delete(signIn); // who is put into it again later signs in themselves
            }

            await session.Decide(me.Company, queues => queues.Put(queue), ct);
            return Outcome.Done;
        }
    }
}
