System.Console.WriteLine("none yet");
