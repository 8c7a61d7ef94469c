using System.Text.Json;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>The service worker takes push messages as the browser's push service would bring them; Bram's browser may notify.</summary>
public sealed class PushTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers) { HasWholeBrowsers = true };

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("B1")]
    public async Task A_message_shows_who_calls_is_replaced_and_goes_and_the_call_is_answered_from_it()
    {
        var anna = await _office.Anna();
        var bram = await _office.SignedIn(
            "bram",
            await _office.Browser(Tone.Middle),
            options => options.Permissions = ["notifications", "microphone"]
        );
        var deliver = await Delivery(bram);
        await deliver(Message("ring", "earlier", "Sanne Bakker belt"));
        await Shows(bram, "Sanne Bakker belt · answer:Aannemen");
        await deliver(Message("missed", "earlier", "Gemiste oproep van Sanne Bakker"));
        await Shows(bram, "Gemiste oproep van Sanne Bakker · ");
        await deliver(Message("over", "earlier", ""));
        await Shows(bram, "");
        await deliver("no message of ours");

        var call = await Rings(anna, bram);
        var pressed = "";
        for (var tried = 0; tried < 5 && pressed != "pressed"; tried++) // Chromium forgets a notification that it is asked for while it shows it
        {
            await deliver(Message("ring", call, "Anna de Vries belt"));
            pressed = await PressAnswer(bram);
        }

        Assert.Equal("pressed", pressed);
        await bram.Has("active");
        await anna.Hears(Tone.Middle);
        await anna.HangUp();
        await bram.HasNoCalls();

        var second = await Rings(anna, bram);
        var refused = false;
        await bram.Page.RouteAsync( // the server may learn of the line after the browser
            $"**/calls/{second}/answer",
            async route =>
            {
                await (refused ? route.ContinueAsync() : route.FulfillAsync(new() { Status = 204 }));
                refused = true;
            }
        );
        await bram.Page.GotoAsync($"/calls?answer={second}"); // where the notification leads when no page is open
        await bram.Has("active");
        await anna.Hears(Tone.Middle);
        Assert.True(refused);
        Assert.DoesNotContain("answer", bram.Page.Url, StringComparison.Ordinal);
    }

    static async Task<string> Rings(Phone anna, Phone bram)
    {
        await anna.Dial("202");
        await bram.Has("incoming");
        return (await bram.Page.Locator("[data-state=incoming]").GetAttributeAsync("data-call"))!;
    }

    /// <summary>Brings a message to the service worker, by Chromium's own tools.</summary>
    static async Task<Func<string, Task>> Delivery(Phone phone)
    {
        var scope = await phone.Page.EvaluateAsync<string>("async () => (await navigator.serviceWorker.ready).scope");
        Assert.Equal(new Uri(phone.Page.Url).GetLeftPart(UriPartial.Authority) + "/", scope);
        var tools = await phone.Context.NewCDPSessionAsync(phone.Page);
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        tools.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, update) =>
        {
            foreach (var registration in update!.Value.GetProperty("registrations").EnumerateArray())
            {
                if (registration.GetProperty("scopeURL").GetString() == scope)
                {
                    found.TrySetResult(registration.GetProperty("registrationId").GetString()!);
                }
            }
        };
        await tools.SendAsync("ServiceWorker.enable");
        var id = await found.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return message =>
            tools.SendAsync(
                "ServiceWorker.deliverPushMessage",
                new Dictionary<string, object>
                {
                    ["origin"] = scope.TrimEnd('/'),
                    ["registrationId"] = id,
                    ["data"] = message,
                }
            );
    }

    static string Message(string kind, string call, string title) =>
        JsonSerializer.Serialize(
            new
            {
                kind,
                call,
                title,
                body = "201",
                answer = kind == "ring" ? "Aannemen" : "",
            }
        );

    static async Task Shows(Phone phone, string notifications) =>
        await phone.Page.WaitForFunctionAsync(
            """
            async (wanted) => {
              const shown = await (await navigator.serviceWorker.ready).getNotifications();
              return shown.map((n) => `${n.title} · ${n.actions.map((a) => `${a.action}:${a.title}`)}`).join() === wanted;
            }
            """,
            notifications
        );

    /// <summary>What the browser does in the service worker when its user presses the notification's button.</summary>
    static async Task<string> PressAnswer(Phone phone)
    {
        var page = await phone.Context.NewCDPSessionAsync(phone.Page);
        var profile = (await page.SendAsync("Target.getTargetInfo"))!
            .Value.GetProperty("targetInfo")
            .GetProperty("browserContextId")
            .GetString();
        var tools = await phone.Context.Browser!.NewBrowserCDPSessionAsync();
        var worker = (await tools.SendAsync("Target.getTargets"))!
            .Value.GetProperty("targetInfos")
            .EnumerateArray()
            .Single(target =>
                target.GetProperty("type").GetString() == "service_worker" && target.GetProperty("browserContextId").GetString() == profile
            );
        var attached = await tools.SendAsync(
            "Target.attachToTarget",
            new Dictionary<string, object> { ["targetId"] = worker.GetProperty("targetId").GetString()!, ["flatten"] = false }
        );
        var pressed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        tools.Event("Target.receivedMessageFromTarget").OnEvent += (_, received) =>
        {
            var message = received!.Value.GetProperty("message").GetString()!;
            if (JsonDocument.Parse(message).RootElement.TryGetProperty("id", out var _)) // else the worker tells of itself
            {
                pressed.TrySetResult(message);
            }
        };
        var press = new
        {
            id = 1,
            method = "Runtime.evaluate",
            @params = new
            {
                expression = Pressed,
                userGesture = true,
                awaitPromise = true,
            },
        };
        await tools.SendAsync(
            "Target.sendMessageToTarget",
            new Dictionary<string, object>
            {
                ["sessionId"] = attached!.Value.GetProperty("sessionId").GetString()!,
                ["message"] = JsonSerializer.Serialize(press),
            }
        );
        var answer = JsonDocument.Parse(await pressed.Task.WaitAsync(TimeSpan.FromSeconds(20))).RootElement;
        return answer.GetProperty("result").GetProperty("result").GetProperty("value").GetString()!;
    }

    /// <summary>The worker may have been started anew for this: then it is a moment before it knows what it has shown.</summary>
    const string Pressed = """
        (async () => {
          for (let tried = 0; tried < 40; tried++) {
            const [notification] = await self.registration.getNotifications();
            if (notification) {
              self.dispatchEvent(new NotificationEvent('notificationclick', { notification, action: 'answer' }));
              return 'pressed';
            }
            await new Promise((again) => setTimeout(again, 50));
          }
          return 'there is none';
        })()
        """;
}
