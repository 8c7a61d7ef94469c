using ConnectMe.Load;

switch (args)
{
    case ["switchboard"]:
        SwitchboardLoad.Run();
        return 0;
    case ["pages", var host]:
        await PagesLoad.Run(host);
        return 0;
    case ["search", var host]:
        await SearchLoad.Run(host);
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: ConnectMe.Load switchboard | pages <folder of the published Host> | search <folder of the published Host>"
        );
        return 2;
}
