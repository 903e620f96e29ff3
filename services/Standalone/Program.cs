using System.CommandLine;
using System.CommandLine.Invocation;
using Alerts.Standalone;

var parsed = CommandLine.Build().Parse(args);
if (parsed.Action is ParseErrorAction wrong)
    wrong.ShowHelp = false;   // what is wrong, and nothing that scrolls it away
return await parsed.InvokeAsync();
