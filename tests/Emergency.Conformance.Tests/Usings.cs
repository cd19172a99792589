global using Emergency.TestKit;
